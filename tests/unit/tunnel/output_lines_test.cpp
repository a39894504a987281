#include "core/tunnel/output_lines.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

TEST(OutputLines, AreTheSameHoweverTheBytesArrive) {
    const QByteArray bytes = "one\ntwo\r\n\n   \nthr\xc3\xa9"
                             "e\rfour\x1b[0m\n";
    const QStringList expected{u"one"_qs, u"two"_qs, u"thr\u00e9e"_qs, u"four"_qs};
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
        OutputLines lines;
        QStringList found = lines.feed(bytes.first(cut));
        found += lines.feed(bytes.sliced(cut));
        EXPECT_EQ(found, expected) << cut;
    }
}

TEST(OutputLines, WaitForTheLineEndOrTheEnd) {
    OutputLines lines;
    EXPECT_TRUE(lines.feed("half").isEmpty());
    EXPECT_EQ(lines.finish(), QStringList{u"half"_qs});
    EXPECT_TRUE(lines.finish().isEmpty());
}

TEST(OutputLines, DropALineThatIsTooLongAndGoOn) {
    OutputLines lines;
    EXPECT_TRUE(lines.feed(QByteArray(OutputLines::kMaxLineBytes, 'x')).isEmpty());
    EXPECT_TRUE(lines.feed(QByteArray(OutputLines::kMaxLineBytes, 'x')).isEmpty());
    EXPECT_EQ(lines.feed("tail\nnext\n"), QStringList{u"next"_qs});
}

TEST(OutputLines, KeepALineOfExactlyTheLimit) {
    OutputLines lines;
    const QStringList found = lines.feed(QByteArray(OutputLines::kMaxLineBytes, 'x') + '\n');
    ASSERT_EQ(found.size(), 1);
    EXPECT_EQ(found.front().size(), OutputLines::kMaxLineBytes);
}

struct Escaped {
    QByteArray line;
    QString plain;
};

TEST(PlainText, HasNoEscapeSequences) {
    const QList<Escaped> rows{
        {"plain", u"plain"_qs},
        {"\x1b[31mred\x1b[0m", u"red"_qs},
        {"\x1b[38;5;200;1mmany\x1b[m", u"many"_qs},
        {"\x1b[?25lcursor\x1b[2K\x1b[1G", u"cursor"_qs},
        {"\x1b]0;a title\x07text", u"text"_qs},
        {QByteArray("\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\"), u"link"_qs},
        {"\x1b(Bcharset", u"charset"_qs},
        {"\x1b"
         "7saved\x1b"
         "8",
         u"saved"_qs},
        {"cut\x1b", u"cut"_qs},
        {"cut\x1b[", u"cut"_qs},
        {"cut\x1b[31", u"cut"_qs},
        {"cut\x1b]0;title", u"cut"_qs},
        {"cut\x1b(", u"cut"_qs},
        {QByteArray("a\0b\x08\x7f", 5), u"ab"_qs},
        {"a\tb", u"a b"_qs},
        {"\xff\xfe", u"\ufffd\ufffd"_qs},
    };
    for (const Escaped& row : rows)
        EXPECT_EQ(plainText(row.line), row.plain) << row.line.toPercentEncoding().constData();
}

} // namespace
} // namespace viz
