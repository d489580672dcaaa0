#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace widgets {

// What a panel shows while it has nothing to show: an icon, a sentence and a button; two only where there is
// another way to something to show.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(QWidget* parent = nullptr);

    void setContent(const QString& icon, const QString& sentence, const QString& button = {},
                    const QString& other = {});
    QString sentence() const;

signals:
    void buttonPressed();
    void otherPressed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retint();

    QString m_icon;
    QLabel* m_picture;
    QLabel* m_sentence;
    QPushButton *m_button, *m_other;
};

} // namespace widgets
