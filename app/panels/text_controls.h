#pragma once

#include "engine/datasets/text_windows.h"

#include <QWidget>

class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace app::panels {

// What a network is to write: where it begins, how long and how daring it goes on, how often it is asked.
class TextControls : public QWidget {
    Q_OBJECT
public:
    struct Values {
        QString prompt;
        int length = 40;
        double temperature = 0.8;
        int topK = 0;
        double topP = 1;
        int seed = 1;
        int every = 1; // epochs
    };
    explicit TextControls(QWidget* parent = nullptr);

    Values values() const;
    void setValues(const Values& values);
    void setPrompt(const QString& prompt);
    void setUnit(engine::TextUnit unit);

signals:
    void firstWished(); // a prompt from the beginning of the text
    void randomWished(); // one from anywhere in it
    void writeWished();
    void copyWished();
    void promptEdited(); // by the user
    void edited(); // that or another value

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildPrompt();
    void buildSettings();
    QWidget* labelled(QLabel*& label, QWidget* field);
    void retranslate();

    engine::TextUnit m_unit = engine::TextUnit::Words;
    QLabel *m_promptLabel, *m_lengthLabel, *m_temperatureLabel, *m_topKLabel, *m_topPLabel, *m_seedLabel,
        *m_everyLabel;
    QLineEdit* m_prompt;
    QSpinBox *m_length, *m_topK, *m_seed, *m_every;
    QDoubleSpinBox *m_temperature, *m_topP;
    QPushButton *m_first, *m_random, *m_write, *m_copy;
};

} // namespace app::panels
