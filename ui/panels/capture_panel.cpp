// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/capture_panel.h"

#include "dissector/net/link_type.h"
#include "teach/samples.h"
#include "teach/vocabulary.h"
#include "ui/models/document_session.h"
#include "ui/models/frame_list_model.h"
#include "ui/models/text.h"
#include "ui/theme/theme.h"
#include "ui/views/welcome_page.h"
#include "ui/workspace.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QLocale>
#include <QTextBrowser>
#include <QUrl>
#include <QVBoxLayout>

namespace mqttscope::ui {
namespace {

constexpr qsizetype kLongestText = 4'000; ///< of one comment

QString heading(const QString& words)
{
    return QStringLiteral("<h4>%1</h4>").arg(words.toHtmlEscaped());
}

/// A row of a table; none without a value.
QString row(const QString& name, const QString& value)
{
    if (value.isEmpty())
        return {};
    return QStringLiteral("<tr><td class='name'>%1</td><td>%2</td></tr>")
        .arg(name.toHtmlEscaped(), value.toHtmlEscaped());
}

QString table(const QString& rows)
{
    return rows.isEmpty() ? QString()
                          : QStringLiteral("<table cellspacing='0' width='100%'>%1</table>").arg(rows);
}

/// Lines of a text, each for itself: nothing of it is markup.
QString lines(std::string_view words)
{
    QStringList made;
    for (const QString& line : text(words).split(QLatin1Char('\n')))
        made += wireText(line.toStdString(), kLongestText).toHtmlEscaped();
    return made.join(QStringLiteral("<br>"));
}

QDateTime moment(std::int64_t nanoseconds)
{
    return QDateTime::fromMSecsSinceEpoch(nanoseconds / 1'000'000);
}

} // namespace

CapturePanel::CapturePanel(Workspace& workspace, QWidget* parent)
    : Panel(workspace, parent), m_text(new QTextBrowser(this))
{
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setOpenLinks(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_text);
    connect(m_text, &QTextBrowser::anchorClicked, this,
            [this](const QUrl& link) { this->workspace().goToFrame(link.path().toUInt()); });
    connect(&workspace.session(), &DocumentSession::stateChanged, this, &CapturePanel::refresh);
    connect(&workspace.theme(), &Theme::changed, this, &CapturePanel::refresh);
}

QString CapturePanel::title() const
{
    return tr("About this capture");
}

void CapturePanel::retranslate()
{
    m_text->setAccessibleName(title());
    refresh();
}

QString CapturePanel::plainText() const
{
    return m_text->toPlainText();
}

void CapturePanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    refresh();
}

void CapturePanel::refresh()
{
    if (!isVisible())
        return;
    if (!workspace().session().document()) {
        show(QStringLiteral("<p>%1</p>").arg(tr("No capture is open.")));
        return;
    }
    show(storyPart() + filePart() + timePart() + interfacePart() + commentPart());
}

void CapturePanel::show(const QString& html)
{
    const Theme& theme = workspace().theme();
    m_text->setFont(theme.font());
    m_text->document()->setDocumentMargin(theme.px(14));
    m_text->document()->setDefaultStyleSheet(
        QStringLiteral("h4 { margin-top: %1px; margin-bottom: %2px; } td { padding: %3px 0; } "
                       "td.name { color: %4; padding-right: %1px; white-space: nowrap; } "
                       "code { font-family: '%5'; } p { line-height: 135%; } a { color: %6; }")
            .arg(theme.px(14))
            .arg(theme.px(4))
            .arg(theme.px(2))
            .arg(theme.color(Ink::TextSecondary).name(), theme.fixedFont().family(),
                 theme.color(Ink::Accent).name()));
    m_text->setHtml(html);
}

// Only of the samples themselves: another file of the same name has another story.
QString CapturePanel::storyPart() const
{
    const QFileInfo file(workspace().session().path());
    const teach::Sample* sample = teach::sampleNamed(file.fileName().toStdString());
    const auto folder = teach::sampleFolder(QCoreApplication::applicationDirPath().toStdString());
    if (sample == nullptr || folder.empty() ||
        file.canonicalPath() != QFileInfo(QString::fromStdString(folder.string())).canonicalFilePath())
        return {};
    const teach::Vocabulary& words = workspace().vocabulary();
    return heading(text(words.sample(sample->id, "title"))) +
           QStringLiteral("<p>%1</p>").arg(storyHtml(words.sample(sample->id, "story")));
}

QString CapturePanel::filePart() const
{
    const DocumentSession& session = workspace().session();
    const capture::CaptureContents contents = session.document()->contents();
    const QFileInfo file(session.path());
    const QLocale locale;
    QString rows = row(tr("Name"), session.displayName());
    if (!session.isNameless())
        rows += row(tr("Folder"), file.absolutePath());
    rows += row(tr("Size"), tr("%1 bytes").arg(locale.toString(file.size())));
    rows += row(tr("Format"), contents.sections.empty() ? QStringLiteral("pcap") : QStringLiteral("pcapng"));
    //: %1 frames in the file, %2 of them carry MQTT
    rows += row(tr("Frames"), tr("%1, of which %2 with MQTT")
                                  .arg(locale.toString(workspace().frames().frameCount()),
                                       locale.toString(workspace().frames().mqttFrameCount())));
    constexpr std::size_t kMostSections = 8;
    for (std::size_t i = 0; i < std::min(contents.sections.size(), kMostSections); ++i) {
        const capture::Section& section = contents.sections[i];
        rows += row(tr("Written by"), wireText(section.application, kLongestText));
        rows += row(tr("System"), wireText(section.os, kLongestText));
        rows += row(tr("Hardware"), wireText(section.hardware, kLongestText));
        rows += row(tr("Comment"), wireText(section.comment, kLongestText));
    }
    if (contents.sections.size() > kMostSections)
        rows += row(QString(), moreText(contents.sections.size() - kMostSections));
    if (!contents.secrets.empty())
        rows += row(tr("Keys"),
                    tr("The file holds %n key log(s).", nullptr, static_cast<int>(contents.secrets.size())));
    return heading(tr("File")) + table(rows);
}

QString CapturePanel::timePart() const
{
    const auto& snapshot = workspace().session().snapshot();
    if (!snapshot || snapshot->frameCount() == 0)
        return {};
    std::int64_t first = index::kNoTime;
    std::int64_t last = index::kNoTime;
    // Of the first and the last frame that say it: those in between need not be looked at.
    for (std::uint32_t n = 1; n <= snapshot->frameCount() && first == index::kNoTime; ++n)
        first = snapshot->frame(n).timeNs;
    for (std::uint32_t n = snapshot->frameCount(); n >= 1 && last == index::kNoTime; --n)
        last = snapshot->frame(n).timeNs;
    if (first == index::kNoTime || last == index::kNoTime)
        return {};
    const QLocale locale;
    const auto say = [&locale](std::int64_t time) {
        return locale.toString(moment(time), QLocale::LongFormat);
    };
    QString rows = row(tr("First frame"), say(first));
    rows += row(tr("Last frame"), say(last));
    rows +=
        row(tr("Duration"), tr("%1 s").arg(locale.toString(static_cast<double>(last - first) / 1e9, 'f', 3)));
    return heading(tr("Time")) + table(rows);
}

QString CapturePanel::interfacePart() const
{
    constexpr std::size_t kMost = 16;
    const capture::CaptureContents contents = workspace().session().document()->contents();
    const QLocale locale;
    QString rows;
    for (std::size_t i = 0; i < std::min(contents.interfaces.size(), kMost); ++i) {
        const capture::Interface& interface = contents.interfaces[i];
        const QString name = wireText(interface.name, kLongestText);
        rows += row(tr("Name"), name.isEmpty() ? tr("not said") : name);
        rows += row(tr("Description"), wireText(interface.description, kLongestText));
        rows +=
            row(tr("Link type"), text(workspace().vocabulary().valueName(
                                     field::FieldId::FrameEncapType,
                                     net::encapsulationOf(static_cast<net::LinkType>(interface.linkType)))));
        if (interface.snapLength != 0)
            rows += row(tr("Frames cut after"), tr("%1 bytes").arg(locale.toString(interface.snapLength)));
        rows += row(tr("Capture filter"), wireText(interface.filter, kLongestText));
        if (interface.dropped)
            rows +=
                row(tr("Lost while capturing"), locale.toString(static_cast<qulonglong>(*interface.dropped)));
        rows += row(tr("Comment"), wireText(interface.comment, kLongestText));
    }
    if (contents.interfaces.size() > kMost)
        rows += row(QString(),
                    tr("and %1 more")
                        .arg(locale.toString(static_cast<qulonglong>(contents.interfaces.size() - kMost))));
    return rows.isEmpty() ? QString() : heading(tr("Interfaces")) + table(rows);
}

QString CapturePanel::commentPart() const
{
    const auto document = workspace().session().document();
    const std::vector<std::uint32_t> frames = document->commentedFrames();
    QString rows;
    for (std::size_t i = 0; i < std::min(frames.size(), kMaxComments); ++i)
        rows += QStringLiteral("<tr><td class='name'><a href='frame:%1'>%1</a></td><td>%2</td></tr>")
                    .arg(frames[i])
                    .arg(lines(document->source().comment(frames[i])));
    if (frames.size() > kMaxComments)
        rows += row(QString(), moreText(frames.size() - kMaxComments));
    return rows.isEmpty() ? QString() : heading(tr("Comments of frames")) + table(rows);
}

QString CapturePanel::moreText(std::size_t count) const
{
    return tr("and %1 more").arg(QLocale().toString(static_cast<qulonglong>(count)));
}

} // namespace mqttscope::ui
