// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/frame_list_model.h"

#include "ui/models/annotations.h"
#include "ui/models/text.h"

#include <QLocale>

#include <algorithm>

namespace mqttscope::ui {
namespace {

/// Columns whose texts line up at their right.
bool isNumeric(int column)
{
    switch (column) {
    case FrameListModel::Number:
    case FrameListModel::Time:
    case FrameListModel::Identifier:
    case FrameListModel::Length:
    case FrameListModel::Reply:
    case FrameListModel::Stream:
    case FrameListModel::FrameLength:
    case FrameListModel::AbsoluteTime:
        return true;
    default:
        return false;
    }
}

} // namespace

FrameListModel::FrameListModel(const analysis::Vocabulary& vocabulary, QObject* parent)
    : FrameRowsModel(parent), m_vocabulary(&vocabulary), m_cells(kMaxCachedRows)
{
}

FrameListModel::~FrameListModel() = default;

void FrameListModel::setDocument(std::shared_ptr<const analysis::Document> document)
{
    forgetFrames();
    m_cells.clear();
    m_snapshot.reset();
    m_reference = 0;
    m_texts.invalidate();
    m_document = std::move(document);
}

void FrameListModel::setSnapshot(std::shared_ptr<const index::Snapshot> snapshot)
{
    m_snapshot = std::move(snapshot);
    takeFrames(*m_snapshot);
    // Late facts may have changed any text; while many snapshots arrive, a look now and then is enough.
    if (m_snapshot->final || !m_texts.isValid() || m_texts.hasExpired(kTextsForMs))
        refreshTexts();
}

void FrameListModel::refreshTexts()
{
    m_texts.start();
    m_cells.clear();
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void FrameListModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    refreshTexts();
}

RowKey FrameListModel::sortKey(int column) const
{
    switch (column) {
    case Time:
    case AbsoluteTime:
        return RowKey::Time;
    case Route:
    case Source:
    case Client:
        return RowKey::Route;
    case Destination:
        return RowKey::Receiver;
    case Type:
        return RowKey::Type;
    case Qos:
        return RowKey::Qos;
    case Flags:
        return RowKey::Flags;
    case Identifier:
        return RowKey::Identifier;
    case Length:
        return RowKey::Length;
    case FrameLength:
        return RowKey::FrameLength;
    case Reply:
        return RowKey::Reply;
    case Stream:
        return RowKey::Stream;
    case Topic:
    case Payload:
    case Summary:
        return RowKey::Topic;
    default:
        return RowKey::Frame;
    }
}

const FrameCells& FrameListModel::cells(int row) const
{
    static const FrameCells kNothing;
    const std::uint32_t frame = frameOfRow(row);
    if (frame == 0 || !m_document || !m_snapshot)
        return kNothing;
    if (FrameCells* known = m_cells.object(frame))
        return *known;
    // NOLINTNEXTLINE(cppcoreguidelines-owning-memory): the cache takes it
    auto made = makeFrameCells(*m_document, *m_snapshot, frame, *m_vocabulary, &m_scratch).release();
    m_cells.insert(frame, made);
    return *made;
}

int FrameListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

void FrameListModel::setAnnotations(const Annotations& annotations)
{
    m_annotations = &annotations;
    connect(&annotations, &Annotations::changed, this, [this](std::uint32_t frame) {
        const int row = frame == 0 ? 0 : rowOfFrame(frame);
        const int last = frame == 0 ? rowCount() - 1 : row;
        if (row >= 0 && last >= row)
            Q_EMIT dataChanged(index(row, 0), index(last, ColumnCount - 1));
    });
}

void FrameListModel::setTimeFormat(TimeFormat format)
{
    m_timeFormat = format;
    refreshTimes();
}

void FrameListModel::setReference(std::uint32_t frame)
{
    m_reference = frame;
    refreshTimes();
}

void FrameListModel::refreshTimes()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, Time, Time);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

std::vector<std::uint32_t> FrameListModel::shownFrames() const
{
    std::vector<std::uint32_t> frames(static_cast<std::size_t>(rowCount()));
    for (int row = 0; row < rowCount(); ++row)
        frames[static_cast<std::size_t>(row)] = frameOfRow(row);
    return frames;
}

QString FrameListModel::timeOfRow(int row, TimeFormat format) const
{
    const std::uint32_t frame = frameOfRow(row);
    if (frame == 0 || !m_snapshot || m_snapshot->frame(frame).timeNs == index::kNoTime)
        return {};
    std::uint32_t base = 1;
    if (format == TimeFormat::SincePrevious)
        base = row > 0 ? frameOfRow(row - 1) : frame;
    else if (format == TimeFormat::SinceReference && m_reference != 0)
        base = m_reference;
    const std::int64_t baseNs = m_snapshot->frame(base).timeNs;
    const std::int64_t timeNs = m_snapshot->frame(frame).timeNs;
    return timeText(format, timeNs, baseNs == index::kNoTime ? timeNs : baseNs);
}

QString FrameListModel::commentOf(std::uint32_t frame) const
{
    return m_annotations != nullptr ? m_annotations->comment(frame) : QString();
}

// What the icons say, for those who do not see them.
QString FrameListModel::railText(const FrameCells& cells) const
{
    QStringList said;
    if (cells.finding == analysis::FrameLevel::Error)
        said += tr("breaks a rule");
    else if (cells.finding == analysis::FrameLevel::Warning)
        said += tr("worth a warning");
    if (m_annotations != nullptr && m_annotations->isMarked(cells.frame))
        said += tr("marked");
    return said.join(QStringLiteral(", "));
}

QString FrameListModel::findingsText(std::uint32_t frame) const
{
    QStringList said;
    const auto dissection = m_document->dissect(*m_snapshot, frame);
    if (!dissection)
        return {};
    for (const field::Issue& issue : dissection->issues) {
        if (analysis::frameLevel(issue.severity) != analysis::FrameLevel::None)
            said += wrapped(text(m_vocabulary->issueSentence(issue)));
    }
    return said.join(QLatin1Char('\n'));
}

QString FrameListModel::toolTip(const FrameCells& cells, int column) const
{
    switch (column) {
    case Rail:
        return cells.finding == analysis::FrameLevel::None ? QString() : findingsText(cells.frame);
    case Number:
        return railText(cells);
    case Time:
        return cells.frame == m_reference && m_reference != 0 ? tr("Times count from this frame") : QString();
    case Route:
        return cells.from.address.isEmpty() ? QString()
                                            : cells.from.address + QStringLiteral(" → ") + cells.to.address;
    case Type:
        return typeText(cells, *m_vocabulary);
    case Length:
        return cells.mqttLength > 0
                   //: %1 bytes of MQTT packets, %2 bytes of the whole frame
                   ? tr("%1 bytes of MQTT in a frame of %2 bytes")
                         .arg(QLocale().toString(static_cast<qulonglong>(cells.mqttLength)),
                              QLocale().toString(cells.frameLength))
                   : tr("a frame of %1 bytes").arg(QLocale().toString(cells.frameLength));
    case Summary: {
        const QString comment = commentOf(cells.frame).left(kMaxCommentLength);
        const QString summary = wrapped(cells.summaryText);
        //: %1 what people wrote on a frame
        return comment.isEmpty() ? summary
                                 : summary + QLatin1Char('\n') + wrapped(tr("Comment: %1").arg(comment));
    }
    case Payload:
        return wrapped(cells.payloads.join(QLatin1Char('\n')));
    default:
        return {};
    }
}

QString FrameListModel::cellText(const FrameCells& cells, int row, int column) const
{
    //: bytes, with their unit: 21 B
    const auto bytes = [](qulonglong number) { return tr("%1 B").arg(QLocale().toString(number)); };
    switch (column) {
    case Rail:
        return railText(cells);
    case Number:
        return QString::number(cells.frame);
    case Time:
        return timeOfRow(row, m_timeFormat);
    case Route:
        return cells.from.name.isEmpty() ? QString()
                                         : cells.from.name + QStringLiteral(" → ") + cells.to.name;
    case Type:
        return typeText(cells, *m_vocabulary);
    case Qos:
        return qosText(cells);
    case Identifier:
        return cells.identifiers;
    case Length:
        return bytes(cells.mqttLength > 0 ? cells.mqttLength : cells.frameLength);
    case Reply:
        return cells.replyNs ? spanText(*cells.replyNs) : QString();
    case Summary:
        return cells.summaryText;
    case Flags:
        return flagWords(cells).join(QStringLiteral(", "));
    case Topic:
        return cells.topics.join(QStringLiteral(", "));
    case Payload:
        return cells.payloads.join(QStringLiteral(", "));
    case Source:
        return cells.from.address;
    case Destination:
        return cells.to.address;
    case Client:
        return cells.client;
    case Stream:
        return cells.stream == index::kNoStream ? QString() : QString::number(cells.stream);
    case FrameLength:
        return bytes(cells.frameLength);
    case AbsoluteTime:
        return timeOfRow(row, TimeFormat::DateAndTime);
    default:
        return {};
    }
}

QVariant FrameListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const std::uint32_t frame = frameOfRow(index.row());
    switch (role) {
    case FrameRole:
        return frame;
    case Qt::TextAlignmentRole:
        return {(isNumeric(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter};
    case MarkedRole:
        return m_annotations != nullptr && m_annotations->isMarked(frame);
    case CommentRole:
        return commentOf(frame);
    case ReferenceRole:
        return m_reference != 0 && frame == m_reference;
    default:
        break;
    }
    const FrameCells& row = cells(index.row());
    switch (role) {
    case FindingRole:
        return static_cast<int>(row.finding);
    case Qt::ToolTipRole:
        return toolTip(row, index.column());
    case Qt::DisplayRole:
        return cellText(row, index.row(), index.column());
    default:
        return {};
    }
}

QString FrameListModel::columnTitle(int column) const
{
    switch (column) {
    case Rail:
        //: a column title: what joins the packets of an exchange
        return tr("Exchange");
    case Number:
        //: number of the frame, a column title
        return tr("No.");
    case Time:
        return m_timeFormat == TimeFormat::TimeOfDay || m_timeFormat == TimeFormat::DateAndTime
                   ? tr("Time")
                   : tr("Time (s)");
    case Route:
        return tr("From → To");
    case Type:
        return tr("Type");
    case Qos:
        return QStringLiteral("QoS");
    case Identifier:
        //: Packet Identifier, a narrow column title
        return tr("Id");
    case Length:
        return tr("Size");
    case Reply:
        //: time until the answer, a column title
        return tr("Reply");
    case Summary:
        return tr("Summary");
    case Flags:
        return QStringLiteral("DUP, RETAIN");
    case Topic:
        return tr("Topic");
    case Payload:
        return tr("Payload");
    case Source:
        return tr("Source address");
    case Destination:
        return tr("Destination address");
    case Client:
        return tr("Client");
    case Stream:
        //: number of the TCP connection, a column title
        return tr("Stream");
    case FrameLength:
        return tr("Frame length");
    case AbsoluteTime:
        return tr("Date and time");
    default:
        return {};
    }
}

QVariant FrameListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    switch (role) {
    case Qt::TextAlignmentRole:
        return {(isNumeric(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter};
    case Qt::ToolTipRole:
        if (section == Length)
            return tr("Bytes of the MQTT packets; of the whole frame where there is none");
        if (section == Reply)
            return tr("Time until the answer to this packet");
        return section == Rail ? tr("The packets of one exchange, over both hops") : QVariant();
    case Qt::DisplayRole:
        return section == Rail ? QString() : columnTitle(section); // too narrow for a word
    case Qt::AccessibleTextRole:
        return columnTitle(section);
    default:
        return {};
    }
}

} // namespace mqttscope::ui
