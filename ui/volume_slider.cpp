#include "ui/volume_slider.h"

#include "core/call/call_options.h"
#include "ui/icon_widgets.h"
#include "ui/page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QSlider>

namespace viz {
namespace {

constexpr int kStepPercent = 5;
constexpr int kPagePercent = 20;

QString percentText(int percent) { return VolumeSlider::tr("%1 %").arg(QLocale().toString(percent)); }

} // namespace

VolumeSlider::VolumeSlider(const QString& name, QWidget* parent)
    : QWidget(parent), m_slider(new QSlider(Qt::Horizontal)), m_value(new QLabel) {
    m_slider->setRange(0, SoundSettings::kMaxVolumePercent);
    m_slider->setSingleStep(kStepPercent);
    m_slider->setPageStep(kPagePercent);
    m_slider->setAccessibleName(name);
    m_slider->setToolTip(name);
    m_value->setTextFormat(Qt::PlainText);
    m_value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_value->setMinimumWidth(m_value->fontMetrics().horizontalAdvance(percentText(SoundSettings::kMaxVolumePercent)));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGrid);
    row->addWidget(new IconLabel(IconName::Speaker, Tone::Secondary));
    row->addWidget(m_slider, 1);
    row->addWidget(m_value);
    setPercent(SoundSettings{}.peerVolumePercent);
    connect(m_slider, &QSlider::valueChanged, this, [this](int percent) {
        showPercent();
        Q_EMIT percentChanged(percent);
    });
}

int VolumeSlider::percent() const { return m_slider->value(); }

void VolumeSlider::setPercent(int percent) {
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(percent);
    showPercent();
}

void VolumeSlider::showPercent() { m_value->setText(percentText(percent())); }

} // namespace viz
