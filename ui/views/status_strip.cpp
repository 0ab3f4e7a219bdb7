// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/status_strip.h"

#include "ui/theme/theme.h"
#include "ui/views/breadcrumb.h"

#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>
#include <bit>

namespace mqttscope::ui {
namespace {

QString number(std::uint64_t value)
{
    return QLocale().toString(static_cast<qulonglong>(value));
}

} // namespace

StatusStrip::StatusStrip(const Theme& theme, QWidget* parent)
    : QStatusBar(parent), m_theme(&theme), m_path(new Breadcrumb(theme, this))
{
    setSizeGripEnabled(false);
    m_loading = label();
    m_progress = new QProgressBar(this);
    m_progress->setTextVisible(false);
    m_progress->setRange(0, 1000);
    m_cancel = new QPushButton(this);
    m_cancel->setProperty("compact", true);
    connect(m_cancel, &QPushButton::clicked, this, &StatusStrip::cancelRequested);
    connect(m_path, &Breadcrumb::stepClicked, this, &StatusStrip::pathStepClicked);
    m_nameLine = separator();
    m_name = label();
    m_bytesLine = separator();
    m_bytes = label();
    m_undecodedIcon = new QLabel(this);
    m_undecoded = label();
    m_versionLine = separator();
    m_version = label();
    m_fileLine = separator();
    m_file = label();
    addWidget(m_path);
    for (QWidget* widget :
         {m_nameLine, static_cast<QWidget*>(m_name), m_bytesLine, static_cast<QWidget*>(m_bytes)})
        addWidget(widget);
    for (QWidget* widget : {static_cast<QWidget*>(m_loading), static_cast<QWidget*>(m_progress),
                            static_cast<QWidget*>(m_cancel), static_cast<QWidget*>(m_undecodedIcon),
                            static_cast<QWidget*>(m_undecoded), m_versionLine,
                            static_cast<QWidget*>(m_version), m_fileLine, static_cast<QWidget*>(m_file)})
        addPermanentWidget(widget);
    connect(&theme, &Theme::changed, this, &StatusStrip::refreshTheme);
    setPlace({});
    setUndecoded(std::nullopt);
    setVersion({}, false);
    setFile({});
    setProgress(std::nullopt);
    refreshTheme();
    retranslate();
}

QLabel* StatusStrip::label()
{
    auto* made = new QLabel(this);
    made->setProperty("secondary", true);
    return made;
}

QWidget* StatusStrip::separator()
{
    auto* line = new QFrame(this);
    line->setObjectName(QStringLiteral("hairline"));
    line->setFixedWidth(1);
    return line;
}

void StatusStrip::refreshTheme()
{
    const QFont small = m_theme->font(TextUse::Small);
    for (QLabel* text : {m_bytes, m_undecoded, m_version, m_file, m_loading})
        text->setFont(small);
    m_name->setFont(m_theme->fixedFont(0.92));
    m_cancel->setFont(small);
    m_progress->setFixedWidth(m_theme->px(140));
    for (QWidget* line : {m_nameLine, m_bytesLine, m_versionLine, m_fileLine}) {
        line->setFixedHeight(m_theme->px(16));
    }
    const int side = m_theme->px(8);
    setContentsMargins(side, 0, side, 0);
    setUndecoded(m_undecoded->text().isEmpty() ? std::nullopt : std::optional(m_undecodedCount));
    fitFile();
}

void StatusStrip::setPlace(const Place& place)
{
    m_path->setPath(place.path);
    m_name->setText(place.filterName);
    m_name->setVisible(!place.filterName.isEmpty());
    m_nameLine->setVisible(!place.filterName.isEmpty());
    const QString bytes = place.remark.isEmpty() ? bytesText(place) : place.remark;
    m_bytes->setText(bytes);
    m_bytes->setVisible(!bytes.isEmpty());
    m_bytesLine->setVisible(!bytes.isEmpty());
}

QString StatusStrip::bytesText(const Place& place) const
{
    if (!place.bytes || place.bytes->length == 0)
        return {};
    const field::ByteRange range = *place.bytes;
    const QString whole = number(place.sourceLength);
    if (range.length > 1)
        //: %1 first and %2 last byte, both from 1, of %3 bytes
        return tr("bytes %1 to %2 of %3").arg(number(range.offset + 1), number(range.end()), whole);
    //: %1 number of the byte from 1, of %2 bytes
    const QString byte = tr("byte %1 of %2").arg(number(range.offset + 1), whole);
    if (place.bitMask == 0)
        return byte;
    const int low = std::countr_zero(place.bitMask);
    const int high = 63 - std::countl_zero(place.bitMask);
    //: %1 "byte 67 of 86", %2 highest and %3 lowest bit, from 0
    return low == high ? tr("%1, bit %2").arg(byte).arg(low)
                       : tr("%1, bits %2 to %3").arg(byte).arg(high).arg(low);
}

QString StatusStrip::placeText() const
{
    return m_bytes->text();
}

void StatusStrip::setUndecoded(std::optional<std::uint64_t> bytes)
{
    m_undecoded->setVisible(bytes.has_value());
    m_undecodedIcon->setVisible(bytes.has_value());
    m_undecodedCount = bytes.value_or(0);
    if (!bytes) {
        m_undecoded->clear();
        return;
    }
    const bool none = *bytes == 0;
    const Ink ink = none ? Ink::Ok : Ink::Warning;
    m_undecoded->setText(
        tr("%Ln undecoded byte(s)", nullptr, static_cast<int>(std::min<std::uint64_t>(*bytes, INT_MAX))));
    QPalette palette = m_undecoded->palette();
    palette.setColor(QPalette::WindowText, m_theme->color(ink));
    m_undecoded->setPalette(palette);
    m_undecodedIcon->setPixmap(m_theme->pixmap(none ? QStringLiteral("ui-ok") : QStringLiteral("ui-warning"),
                                               ink, m_theme->px(14), devicePixelRatioF()));
}

void StatusStrip::setVersion(const QString& version, bool guessed)
{
    m_version->setVisible(!version.isEmpty());
    m_versionLine->setVisible(!version.isEmpty());
    //: %1 "MQTT 3.1.1": no CONNECT says it, the packets suggest it
    m_version->setText(guessed ? tr("%1 (guessed)").arg(version) : version);
}

void StatusStrip::setFile(const QString& name, const QString& remark)
{
    m_fileName = name;
    m_fileRemark = name.isEmpty() || remark.isEmpty() ? QString() : QStringLiteral(" · ") + remark;
    m_file->setToolTip(name);
    m_file->setVisible(!name.isEmpty());
    m_fileLine->setVisible(!name.isEmpty());
    fitFile();
}

// A long name must not make the window wider.
void StatusStrip::fitFile()
{
    const int room = m_theme->px(width() < m_theme->px(kNarrow) ? 110 : 260);
    m_file->setText(m_file->fontMetrics().elidedText(m_fileName, Qt::ElideMiddle, room) + m_fileRemark);
}

void StatusStrip::resizeEvent(QResizeEvent* event)
{
    QStatusBar::resizeEvent(event);
    fitFile();
}

void StatusStrip::setProgress(const std::optional<analysis::Progress>& progress)
{
    for (QWidget* widget : {static_cast<QWidget*>(m_loading), static_cast<QWidget*>(m_progress),
                            static_cast<QWidget*>(m_cancel)})
        widget->setVisible(progress.has_value());
    if (!progress)
        return;
    m_cancel->setText(tr("Cancel"));
    m_cancel->setToolTip(tr("Stop loading; the frames that are here stay"));
    m_loading->setText(tr("Loading: %Ln frame(s)", nullptr,
                          static_cast<int>(std::min<std::uint32_t>(progress->frames, INT_MAX))));
    const std::uint64_t total = std::max<std::uint64_t>(progress->bytesTotal, 1);
    m_progress->setValue(
        static_cast<int>(1000.0 * static_cast<double>(progress->bytesRead) / static_cast<double>(total)));
}

void StatusStrip::setFollowing(std::uint32_t frames)
{
    m_progress->hide();
    m_loading->show();
    m_cancel->show();
    //: the file is being written, and the window shows what comes
    m_loading->setText(tr("Following the file: %Ln frame(s)", nullptr,
                          static_cast<int>(std::min<std::uint32_t>(frames, INT_MAX))));
    m_cancel->setText(tr("Stop"));
    m_cancel->setToolTip(tr("Wait for no more frames"));
}

QString StatusStrip::loadingText() const
{
    return m_loading->isHidden() ? QString() : m_loading->text();
}

void StatusStrip::retranslate()
{
    m_progress->setAccessibleName(tr("Loading"));
    setUndecoded(m_undecoded->text().isEmpty() ? std::nullopt : std::optional(m_undecodedCount));
}

} // namespace mqttscope::ui
