#pragma once

#include <QUrl>
#include <QWidget>

namespace viz {

class CopyField;
class IconButton;
class QrView;
class StatusLine;

/// The invite and the ways to send it: copied alone, copied with a sentence that says what to do with it, into a
/// mail, or as a code for a phone's camera. What goes to the clipboard is asked for by copyRequested(), because it
/// is a secret.
class InviteSheet : public QWidget {
    Q_OBJECT

public:
    explicit InviteSheet(QWidget* parent = nullptr);

    /// Empty: not known yet; nothing can be sent then.
    void setInvite(const QString& invite);

    /// For the other person, who may not know Viz.
    [[nodiscard]] QString message() const;
    /// mailto: with a subject and a gap where the invite is to be pasted, the receiver left open (RFC 6068). Without
    /// the secret: it becomes an argument of the mail program, which every program of this user can read.
    [[nodiscard]] QUrl mail() const;

Q_SIGNALS:
    void copyRequested(const QString& text);
    void mailRequested(const QUrl& mail);

private:
    void addWays();
    void copyMessage();
    void startMail();
    void showCopied(const QString& sentence);
    void showCode(bool shown);

    QString m_text;
    CopyField* m_invite;
    IconButton* m_message;
    IconButton* m_mail;
    IconButton* m_code;
    QrView* m_codeView;
    StatusLine* m_copied;
};

} // namespace viz
