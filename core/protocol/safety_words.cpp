#include "core/protocol/safety_words.h"

#include <cassert>

namespace viz {

namespace {

constexpr int kBitsPerWord = 6;
constexpr std::size_t kWordCount = std::size_t{1} << kBitsPerWord;

using WordList = std::array<std::string_view, kWordCount>;

constexpr WordList kEnglish{
    "dog",        "cat",        "lion",     "horse",   "elephant",  "rabbit",     "bear",    "hen",
    "penguin",    "turtle",     "fish",     "octopus", "butterfly", "bee",        "cactus",  "spruce",
    "rose",       "mushroom",   "globe",    "moon",    "cloud",     "fire",       "banana",  "apple",
    "strawberry", "corn",       "pizza",    "cake",    "heart",     "robot",      "hat",     "glasses",
    "hammer",     "ladder",     "umbrella", "clock",   "gift",      "lamp",       "book",    "pencil",
    "paperclip",  "scissors",   "magnet",   "key",     "bathtub",   "telephone",  "flag",    "train",
    "bicycle",    "airplane",   "rocket",   "trophy",  "ball",      "guitar",     "trumpet", "bell",
    "anchor",     "headphones", "folder",   "tent",    "snake",     "watermelon", "rainbow", "snowman"};

constexpr WordList kRussian{"собака",    "кошка",    "лев",    "лошадь",   "слон",    "заяц",    "медведь", "курица",
                            "пингвин",   "черепаха", "рыба",   "осьминог", "бабочка", "пчела",   "кактус",  "ёлка",
                            "роза",      "гриб",     "глобус", "луна",     "облако",  "огонь",   "банан",   "яблоко",
                            "клубника",  "кукуруза", "пицца",  "торт",     "сердце",  "робот",   "шляпа",   "очки",
                            "молоток",   "лестница", "зонт",   "часы",     "подарок", "лампа",   "книга",   "карандаш",
                            "скрепка",   "ножницы",  "магнит", "ключ",     "ванна",   "телефон", "флаг",    "поезд",
                            "велосипед", "самолёт",  "ракета", "кубок",    "мяч",     "гитара",  "труба",   "колокол",
                            "якорь",     "наушники", "папка",  "палатка",  "змея",    "арбуз",   "радуга",  "снеговик"};

} // namespace

std::array<std::uint8_t, kSafetyWordCount> safetyWordIndexes(std::uint64_t sas) {
    std::array<std::uint8_t, kSafetyWordCount> indexes{};
    for (int i = 0; i < kSafetyWordCount; ++i)
        indexes[static_cast<std::size_t>(i)] =
            static_cast<std::uint8_t>(sas >> (64 - kBitsPerWord * (i + 1)) & (kWordCount - 1));
    return indexes;
}

std::string_view safetyWord(std::uint8_t index, WordLanguage language) {
    assert(index < kWordCount);
    return (language == WordLanguage::Russian ? kRussian : kEnglish)[index % kWordCount];
}

} // namespace viz
