#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace widgets {

// What a panel shows while it has nothing to show: an icon, a sentence and at most one button.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(QWidget* parent = nullptr);

    void setContent(const QString& icon, const QString& sentence, const QString& button = {});
    QString sentence() const;

signals:
    void buttonPressed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retint();

    QString m_icon;
    QLabel* m_picture;
    QLabel* m_sentence;
    QPushButton* m_button;
};

} // namespace widgets
