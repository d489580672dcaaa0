#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace widgets {

// One sentence in a tinted box with its icon, and the way out as a button beside it. Hides itself when the
// sentence is empty.
class ProblemLabel : public QWidget {
    Q_OBJECT
public:
    enum class Severity { Info, Warning, Error };

    explicit ProblemLabel(QWidget* parent = nullptr);

    void setProblem(Severity severity, const QString& sentence, const QString& fix = {},
                    const QString& other = {});
    void clear();
    QString sentence() const;

signals:
    void fixPressed();
    void otherPressed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    Severity m_severity = Severity::Info;
    QLabel* m_sentence;
    QPushButton* m_fix;
    QPushButton* m_other;
};

} // namespace widgets
