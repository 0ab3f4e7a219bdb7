// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBrush>
#include <QStringList>
#include <QWidget>

#include <cstdint>
#include <functional>
#include <vector>

class QAbstractBarSeries;
class QBoxLayout;
class QChart;
class QLabel;
class QScrollBar;
class QStackedWidget;

namespace mqttscope::ui {

class StackView;
class Theme;

/// What a chart of stacked columns or bars shows.
struct StackContent {
    /// A layer of every stack.
    struct Layer {
        QString name;
        QBrush brush;
        QColor border;
        std::vector<double> values; ///< one per place
    };
    std::vector<Layer> layers;
    /// Names of the places; with `labelsAtEdges` what stands between them: one more than there are places.
    QStringList labels;
    bool labelsAtEdges = false;
    std::int64_t firstLabel =
        0;                   ///< number of the first label: if few fit, those with round numbers are shown
    bool horizontal = false; ///< bars, the first on top
    bool percent = false;    ///< values are parts of 100
    bool legend = true;
    QString placeTitle; ///< at the axis of the places
    QString valueTitle; ///< at the other
    QString name;       ///< of the chart, for screen readers
    /// What a place says in full.
    std::function<QString(int)> describe;

    [[nodiscard]] int places() const
    {
        return layers.empty() ? 0 : static_cast<int>(layers.front().values.size());
    }
};

/// Stacked columns or bars, drawn by Qt Charts in the colours of the window. Places can be pointed at, walked
/// through with the arrow keys, and chosen by a click or Enter. What does not fit is scrolled to.
class StackChart : public QWidget {
    Q_OBJECT
public:
    /// A column is at least so wide, in units of the design.
    static constexpr int kNarrowest = 7;
    /// Columns drawn at once at most.
    static constexpr int kMaxDrawn = 240;

    /// The theme must outlive the chart.
    explicit StackChart(const Theme& theme, QWidget* parent = nullptr);

    /// `notice`: what is said if there is nothing to draw.
    void setContent(StackContent content, const QString& notice);
    [[nodiscard]] const StackContent& content() const { return m_content; }
    /// The place that keys stand at; -1 = none.
    [[nodiscard]] int currentPlace() const { return m_current; }
    void setCurrentPlace(int place);
    [[nodiscard]] bool isEmpty() const { return m_content.places() == 0; }
    /// What is drawn, for pictures.
    [[nodiscard]] StackView* view() const { return m_view; }

    // For tests.
    [[nodiscard]] QChart* chart() const;
    [[nodiscard]] QScrollBar* scrollBar() const { return m_scroll; }
    /// Where the middle of a place stands in the view; null if it is scrolled away.
    [[nodiscard]] QPoint placePoint(int place) const;

Q_SIGNALS:
    /// A place was clicked on or Enter was pressed on it.
    void activated(int place);
    /// Keys or mouse came to another place.
    void currentChanged(int place);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    friend class StackView;
    void draw();
    void drawBars();
    void drawValueAxis();
    void drawPlaceAxis();
    void dress();
    void dressLegend();
    void fitScroll();
    void describe();
    [[nodiscard]] int drawnPlaces() const;
    [[nodiscard]] int labelStep() const;
    [[nodiscard]] double placeSize() const;
    [[nodiscard]] int placeAt(const QPointF& inView) const;
    [[nodiscard]] QRectF placeRect(int place) const;
    [[nodiscard]] int slotOf(int place) const;
    bool walk(int key);
    void showTip(int place, const QPoint& global) const;

    const Theme* m_theme;
    QStackedWidget* m_stack;
    QBoxLayout* m_drawn = nullptr;
    QLabel* m_notice;
    StackView* m_view;
    QScrollBar* m_scroll;
    QAbstractBarSeries* m_series = nullptr;
    StackContent m_content;
    int m_first = 0; ///< place drawn at the edge
    int m_current = -1;
};

} // namespace mqttscope::ui
