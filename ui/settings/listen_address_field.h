#pragma once

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace viz {

class StatusLine;

/// From where one's port can be reached: this computer, everywhere, or one address that is typed. Main thread.
class ListenAddressField : public QWidget {
    Q_OBJECT

public:
    explicit ListenAddressField(QWidget* parent = nullptr);

    /// As the settings keep it.
    void setAddress(const QString& address);

Q_SIGNALS:
    /// By the person; what is typed counts as soon as it is an address.
    void addressChosen(const QString& address);

private:
    void addContents();
    void chooseRow(int row);
    void type(const QString& text);
    void showField();

    QComboBox* m_list;
    QLineEdit* m_field;
    StatusLine* m_mistake;
};

} // namespace viz
