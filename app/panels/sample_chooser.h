#pragma once

#include "app/selection.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QToolButton;

namespace app::panels {

// Walks through the samples of a part of the data. All panels speak of the same sample: it is the one of the
// Selection.
class SampleChooser : public QWidget {
    Q_OBJECT
public:
    explicit SampleChooser(Selection& selection, QWidget* parent = nullptr);

    void setData(const engine::Dataset& data); // chooses the first test sample where none was chosen
    SampleRef sample() const; // a row of -1: none
    QString title() const; // "Test sample 3 of 10,000"

signals:
    void sampleChanged();

protected:
    void changeEvent(QEvent* event) override;

private:
    enum class Way { Back, Forth, Anywhere };
    void retranslate();
    void go(Way way);
    void enterPart(engine::Dataset::Part part);
    void show(engine::Dataset::Part part, int place);
    qint64 size() const { return m_data.columns ? m_data.size(m_shown) : 0; }
    void follow();

    Selection& m_selection;
    engine::Dataset m_data;
    QComboBox* m_part;
    QToolButton *m_back, *m_forth, *m_any;
    engine::Dataset::Part m_shown = engine::Dataset::Part::Test;
    int m_place = -1; // within that part
};

} // namespace app::panels
