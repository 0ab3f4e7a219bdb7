// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/step/step_heading.h"

#include "analysis/message_info.h"
#include "teach/vocabulary.h"
#include "ui/models/document_session.h"
#include "ui/models/field_tree_model.h"
#include "ui/models/frame_cells.h"
#include "ui/models/layer_list.h"
#include "ui/models/selection_model.h"
#include "ui/models/text.h"
#include "ui/step/step_model.h"
#include "ui/step/step_type.h"
#include "ui/theme/category.h"
#include "ui/theme/theme.h"
#include "ui/workspace.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

namespace mqttscope::ui {
namespace {

constexpr int kLongestName = 40;

QString shortened(const QString& name)
{
    return name.size() > kLongestName ? name.left(kLongestName - 1) + QStringLiteral("…") : name;
}

/// As the ribbon calls it: "IPv4".
QString layerName(const Workspace& workspace, std::uint32_t node)
{
    const auto& map = workspace.selection().byteMap();
    const auto& dissection = workspace.selection().dissection();
    if (map && dissection && workspace.fields().dissection() == dissection) {
        for (const LayerSpan& span : layerSpans(workspace.fields(), *map, OsiConvention::Application)) {
            if (span.node == node)
                return span.name;
        }
    }
    return dissection ? text(workspace.vocabulary().label(dissection->tree.node(node).id)) : QString();
}

} // namespace

StepSubject stepSubject(const Workspace& workspace, const StepModel& model)
{
    StepSubject subject;
    const analysis::Stretch* stretch = model.stretch();
    const auto& snapshot = workspace.session().snapshot();
    const auto& document = workspace.session().document();
    if (stretch == nullptr || !snapshot || !document)
        return subject;
    const index::Dissection& dissection = *model.frame().dissection;
    const auto cells =
        makeFrameCells(*document, *snapshot, dissection.frame, workspace.vocabulary(), nullptr);
    if (cells && !cells->from.name.isEmpty())
        //: %1 who sends, %2 who receives
        subject.ends = StepHeading::tr("%1 → %2").arg(shortened(cells->from.name), shortened(cells->to.name));
    //: %1 a number, %2 a number of bytes with its unit
    subject.detail = StepHeading::tr("frame %1 · %2")
                         .arg(QLocale().toString(dissection.frame),
                              text(workspace.vocabulary().quantity(field::Unit::Bytes, model.count())));
    if (stretch->isMessage() && stretch->message < snapshot->messages.size()) {
        const mqtt::PacketType type = snapshot->messages[stretch->message].type();
        subject.icon = packetIcon(type);
        subject.ink = packetInk(type);
        subject.name = text(analysis::packetTypeName(type));
    } else {
        subject.icon = QStringLiteral("ui-net");
        subject.ink = Ink::TextSecondary;
        subject.name = layerName(workspace, stretch->node);
    }
    return subject;
}

StepHeading::StepHeading(const Workspace& workspace, const StepModel& model, QWidget* parent)
    : QWidget(parent), m_workspace(&workspace), m_model(&model), m_row(new QHBoxLayout(this)),
      m_icon(new QLabel(this)), m_name(new QLabel(this)), m_detail(new QLabel(this)),
      m_count(new QLabel(this))
{
    setObjectName(QStringLiteral("stepHeading"));
    setAttribute(Qt::WA_StyledBackground);
    m_detail->setProperty("secondary", true);
    m_detail->setTextFormat(Qt::PlainText);
    m_detail->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_name->setTextFormat(Qt::PlainText);
    m_count->setTextFormat(Qt::RichText);
    m_row->addWidget(m_icon);
    m_row->addWidget(m_name);
    m_row->addWidget(m_detail, 1);
    m_row->addWidget(m_count);
    connect(&workspace.theme(), &Theme::changed, this, &StepHeading::refreshTheme);
    refreshTheme();
}

void StepHeading::showSubject()
{
    const Theme& theme = m_workspace->theme();
    const StepSubject subject = stepSubject(*m_workspace, *m_model);
    m_name->setText(subject.name);
    QStringList detail{subject.ends};
    if (!theme.projector()) // there is little room, and who speaks to whom matters most
        detail += subject.detail;
    detail.removeAll(QString());
    m_detail->setText(detail.join(QStringLiteral(" · ")));
    m_icon->setVisible(!subject.icon.isEmpty());
    if (!subject.icon.isEmpty())
        m_icon->setPixmap(theme.pixmap(subject.icon, subject.ink, QFontMetrics(m_name->font()).height(),
                                       devicePixelRatioF()));
}

void StepHeading::showPlace()
{
    //: %1 which byte, in bold, %2 of how many
    m_count->setText(m_model->number() == 0 ? QString()
                                            : tr("byte <b>%1</b> of %2")
                                                  .arg(QLocale().toString(m_model->number()),
                                                       QLocale().toString(m_model->count())));
}

void StepHeading::retranslate()
{
    showSubject();
    showPlace();
}

void StepHeading::refreshTheme()
{
    const Theme& theme = m_workspace->theme();
    const int side = theme.px(theme.projector() ? 15 : 16);
    m_row->setContentsMargins(side, theme.px(theme.projector() ? 4 : 8), side,
                              theme.px(theme.projector() ? 2 : 6));
    m_row->setSpacing(theme.px(12));
    m_name->setFont(stepFont(theme, StepText::Packet));
    m_detail->setFont(stepFont(theme, StepText::Detail));
    m_count->setFont(stepFont(theme, StepText::Count));
    retranslate();
}

QString StepHeading::text() const
{
    return m_name->text() + QLatin1Char(' ') + m_detail->text();
}

QString StepHeading::countText() const
{
    QString plain = m_count->text();
    return plain.remove(QStringLiteral("<b>")).remove(QStringLiteral("</b>"));
}

} // namespace mqttscope::ui
