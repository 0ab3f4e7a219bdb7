// SPDX-License-Identifier: GPL-3.0-or-later
// The window.
#include "app/process_age.h"
#include "app/window_live_options.h"
#include "app/window_stream.h"
#include "capture/live/capture_input.h"
#include "teach/content.h"
#include "teach/glossary/glossary.h"
#include "ui/dialogs/glossary_window.h"
#include "ui/ladder/ladder_choice.h"
#include "ui/ladder/ladder_export.h"
#include "ui/ladder/ladder_page.h"
#include "ui/language.h"
#include "ui/live/vantage_window.h"
#include "ui/main_window.h"
#include "ui/measured_application.h"
#include "ui/models/capture_choice.h"
#include "ui/models/file_error_text.h"
#include "ui/models/frame_list_model.h"
#include "ui/models/query_thread.h"
#include "ui/models/text.h"
#include "ui/step/byte_ribbon.h"
#include "ui/step/step_page.h"
#include "ui/theme/theme.h"
#include "ui/views/welcome_page.h"
#include "ui/workspace.h"

#include <CLI/CLI.hpp>

#include <QFile>
#include <QJsonDocument>
#include <QSettings>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace {

using mqttscope::ui::Language;
using mqttscope::ui::MainWindow;
using mqttscope::ui::MeasuredApplication;
using mqttscope::ui::Scheme;
using mqttscope::ui::Theme;

constexpr int kUsageError = 1;
constexpr int kCannotWrite = 2;
constexpr int kCannotRead = 2;

struct Arguments {
    std::string file;
    std::uint32_t frame = 0;
    std::string field;
    std::string filter;
    std::string language;
    std::string theme;
    int zoom = 0;
    std::vector<std::string> panels;
    std::string perspective;
    std::string ladder;
    std::string ladderOut;
    bool ladderBlack = false;
    bool ladderStory = false;
    bool step = false;
    bool projector = false;
    bool reset = false;
    std::string screenshot;
    std::string glossary;
    std::string vantage;
    std::string size;
    std::string report;
    mqttscope::app::WindowLiveOptions live;
};

void declare(CLI::App& parser, Arguments& arguments)
{
    auto* file = parser.add_option("FILE", arguments.file,
                                   "capture to open (pcap or pcapng); - or a FIFO: a capture that comes");
    arguments.live.declare(parser);
    parser.add_option("--frame", arguments.frame, "select frame N")
        ->type_name("N")
        ->check(CLI::Range(1U, 0xffffffffU));
    parser
        .add_option("-Y,--display-filter", arguments.filter,
                    "show only the frames that a display filter selects")
        ->type_name("FILTER");
    parser.add_option("--field", arguments.field, "select the first field of this name in the frame")
        ->type_name("NAME");
    parser.add_option("--lang", arguments.language, "language of the window")
        ->type_name("fr|en")
        ->check(CLI::IsMember({"fr", "en"}));
    parser.add_option("--theme", arguments.theme, "colours of the window")
        ->type_name("light|dark|contrast")
        ->check(CLI::IsMember({"light", "dark", "contrast"}));
    parser.add_option("--zoom", arguments.zoom, "size of everything in percent")
        ->type_name("N")
        ->check(CLI::Range(Theme::kMinZoom, Theme::kMaxZoom));
    parser.add_flag("--projector", arguments.projector, "begin in the projector mode");
    auto* step = parser.add_flag("--step", arguments.step, "walk through a packet step by step");
    parser.add_option("--perspective", arguments.perspective, "what the window is arranged for")
        ->type_name("analyse|step|exchanges|lab")
        ->check(CLI::IsMember({"analyse", "step", "exchanges", "qos", "lab"}))
        ->excludes(step);
    parser
        .add_option("--ladder", arguments.ladder,
                    "show the ladder of a part of the capture: all, topic=FILTER, frames=FIRST-LAST, or the "
                    "message, exchange, session, connection of the selected packet")
        ->type_name("SCOPE")
        ->excludes(step)
        ->check([](const std::string& text) {
            return mqttscope::ui::ladderScopeNamed(QString::fromStdString(text))
                       ? std::string()
                       : "'" + text + "' is not a part of a capture such as session or topic=sensors/#";
        });
    auto* out = parser
                    .add_option("--ladder-out", arguments.ladderOut,
                                "save the ladder, every exchange unfolded, and quit")
                    ->type_name("FILE.svg|pdf|png")
                    ->needs(file)
                    ->check([](const std::string& text) {
                        return mqttscope::ui::ladderFormatOf(QString::fromStdString(text))
                                   ? std::string()
                                   : "'" + text + "' does not end in .svg, .pdf or .png";
                    });
    parser.add_flag("--ladder-black", arguments.ladderBlack, "in black and white")->needs(out);
    parser.add_flag("--ladder-story", arguments.ladderStory, "with what happened, in sentences")->needs(out);
    parser
        .add_option(
            "--panel", arguments.panels,
            "show a panel: capture, rules, payload, sessions, ladder, topics, values; several are possible")
        ->type_name("ID")
        ->allow_extra_args(false);
    parser.add_option("--glossary", arguments.glossary, "open the glossary at a term")->type_name("TERM");
    parser
        .add_option("--vantage", arguments.vantage, "show what can be seen from a place in a network: switch")
        ->type_name("PLACE");
    parser.add_flag("--reset", arguments.reset, "forget window layout, recent files and preferences");
    auto* screenshot = parser
                           .add_option("--screenshot", arguments.screenshot,
                                       "save a picture of the window once loading is done, and quit")
                           ->type_name("FILE.png");
    parser.add_option("--size", arguments.size, "size of the window for --screenshot")
        ->type_name("WxH")
        ->needs(screenshot)
        ->check([](const std::string& text) {
            int width = 0;
            int height = 0;
            char rest = 0;
            const bool valid = std::sscanf(text.c_str(), "%5dx%5d%c", &width, &height, &rest) == 2 &&
                               width >= 200 && height >= 200 && width <= 16384 && height <= 16384;
            return valid ? std::string() : "'" + text + "' is not a size such as 1366x768";
        });
    parser
        .add_option("--report", arguments.report,
                    "at the end write times of first paint, first rows, load, and longest event handlers")
        ->type_name("FILE.json");
    parser.set_version_flag("--version", "mqttscope " MQTTSCOPE_VERSION);
}

std::optional<Scheme> schemeOf(const std::string& name)
{
    if (name == "light")
        return Scheme::Light;
    if (name == "dark")
        return Scheme::Dark;
    if (name == "contrast")
        return Scheme::Contrast;
    return std::nullopt;
}

/// What the command line says counts for this run; what people choose in the window is kept.
void applyPreferences(const Arguments& arguments, const QSettings& settings, Theme& theme, Language& language)
{
    const QString savedLanguage = settings.value(QStringLiteral("language")).toString();
    language.use(!arguments.language.empty() ? QString::fromStdString(arguments.language)
                 : !savedLanguage.isEmpty()  ? savedLanguage
                                             : Language::ofSystem());
    const std::string savedTheme = settings.value(QStringLiteral("theme")).toString().toStdString();
    theme.setScheme(schemeOf(arguments.theme.empty() ? savedTheme : arguments.theme));
    theme.setZoom(arguments.zoom != 0 ? arguments.zoom : settings.value(QStringLiteral("zoom"), 100).toInt());
    theme.apply();
}

void keepPreferences(QSettings& settings, const Theme& theme, const Language& language)
{
    QObject::connect(&language, &Language::changed, &theme,
                     [&] { settings.setValue(QStringLiteral("language"), language.current()); });
    QObject::connect(&theme, &Theme::changed, &theme, [&] {
        static constexpr const char* kNames[] = {"light", "dark", "contrast"};
        const auto scheme = theme.chosenScheme();
        settings.setValue(QStringLiteral("theme"),
                          scheme ? QLatin1String(kNames[static_cast<std::size_t>(*scheme)])
                                 : QLatin1String());
        settings.setValue(QStringLiteral("zoom"), theme.zoom());
    });
}

/// Calls `then` once no panel is waiting for an answer any more, nor the first page for the interfaces.
void whenIdle(MainWindow& window, const std::function<void()>& then)
{
    // One turn of the loop more: layouts and delayed item layouts have settled then, and panels have asked.
    QTimer::singleShot(0, &window, [&window, then] {
        mqttscope::ui::InterfaceModel& interfaces = window.interfaces();
        if (window.welcomePage()->isVisible() && !interfaces.isKnown()) {
            QObject::connect(
                &interfaces, &mqttscope::ui::InterfaceModel::looked, &window,
                [&window, then] { whenIdle(window, then); }, Qt::SingleShotConnection);
            return;
        }
        if (!window.workspace().queries().isBusy()) {
            then();
            return;
        }
        QObject::connect(
            &window.workspace().queries(), &mqttscope::ui::QueryThread::idle, &window,
            [&window, then] { whenIdle(window, then); }, Qt::SingleShotConnection);
    });
}

/// Saves the window as it stands once everything has been painted, and ends the program.
void takeScreenshot(MainWindow& window, const Arguments& arguments)
{
    QWidget* shown = &window;
    if (!arguments.glossary.empty())
        shown = window.findChild<mqttscope::ui::GlossaryWindow*>();
    if (auto* vantage = window.findChild<mqttscope::ui::VantageWindow*>()) {
        shown = vantage;
        if (!vantage->isKnown()) {
            QObject::connect(
                vantage, &mqttscope::ui::VantageWindow::judged, &window,
                [&window, &arguments] { takeScreenshot(window, arguments); }, Qt::SingleShotConnection);
            return;
        }
        vantage->resize(980, 720);
    }
    whenIdle(window, [shown, path = QString::fromStdString(arguments.screenshot)] {
        qobject_cast<MeasuredApplication*>(qApp)->stopMeasuring(); // the picture is not the window's work
        // Views that lay out what is in sight know their scroll bars once they have been painted.
        (void)shown->grab();
        QCoreApplication::processEvents();
        const bool saved = shown->grab().save(path, "PNG");
        if (!saved)
            std::fprintf(stderr, "mqttscope: cannot write %s\n", qPrintable(path));
        QCoreApplication::exit(saved ? 0 : kCannotWrite);
    });
}

/// Saves the ladder once it is there, and ends the program.
void saveLadder(MainWindow& window, const Arguments& arguments)
{
    whenIdle(window, [&window, &arguments] {
        mqttscope::ui::LadderExport& out = window.ladderExport();
        if (!out.hasLadder()) {
            const auto& session = window.session();
            const bool failed = session.state() == mqttscope::ui::DocumentSession::State::Failed;
            const QString why = failed && session.error()
                                    ? mqttscope::ui::fileErrorText(*session.error())
                                    : QStringLiteral("no MQTT packet here: nothing to save");
            std::fprintf(stderr, "mqttscope: %s: %s\n", arguments.file.c_str(), qPrintable(why));
            QCoreApplication::exit(kCannotWrite);
            return;
        }
        QObject::connect(&out, &mqttscope::ui::LadderExport::reported, &window,
                         [](const QString& sentence, bool failed) {
                             if (failed)
                                 std::fprintf(stderr, "mqttscope: %s\n", qPrintable(sentence));
                             QCoreApplication::exit(failed ? kCannotWrite : 0);
                         });
        const QString path = QFile::decodeName(arguments.ladderOut.c_str());
        out.write({mqttscope::ui::LadderExtent::Whole,
                   mqttscope::ui::ladderFormatOf(path).value(),
                   {!arguments.ladderBlack, arguments.ladderStory}},
                  path);
    });
}

void measure(MeasuredApplication& application, MainWindow& window)
{
    QObject::connect(&window.frames(), &QAbstractItemModel::rowsInserted, &application,
                     [&application] { application.mark(QStringLiteral("first_rows_ms")); });
    QObject::connect(&window, &MainWindow::settled, &application, [&application, &window] {
        if (window.isSettled() && !window.session().path().isEmpty())
            application.mark(QStringLiteral("loaded_ms"));
    });
    application.startMeasuring();
}

/// What a filter or a sort of a million frames took goes back to the system when it is done: glibc would keep
/// up to 32 MiB of it.
void returnLargeBlocks()
{
#ifdef __GLIBC__
    constexpr int kLargeBlock = 1024 * 1024; // bytes
    mallopt(M_MMAP_THRESHOLD, kLargeBlock);
#endif
}

/// What the command line says of a live capture. The exit status if that is wrong.
std::optional<int> beginLive(MainWindow& window, const Arguments& arguments, QSettings& settings)
{
    const auto& live = arguments.live;
    if (!live.isThere())
        return std::nullopt;
    if (!live.begins()) {
        window.choose(live.choice(settings));
        return std::nullopt;
    }
    mqttscope::analysis::LiveOptions options;
    if (const auto complaint = live.options(settings, options); !complaint.empty()) {
        std::fprintf(stderr, "mqttscope: %s\n", complaint.c_str());
        return kUsageError;
    }
    window.startCapture(options, arguments.frame);
    return std::nullopt;
}

/// A capture that comes through standard input or a FIFO.
void beginStream(MainWindow& window, const Arguments& arguments)
{
    mqttscope::analysis::LiveOptions options;
    options.stream = arguments.file;
    window.startCapture(options, arguments.frame);
}

bool writeReport(const MeasuredApplication& application, const std::string& path)
{
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(application.report()).toJson()) > 0;
}

int run(MeasuredApplication& application, const Arguments& arguments)
{
    const bool picture = !arguments.screenshot.empty() || !arguments.ladderOut.empty();
    // A picture must not depend on what somebody did before, nor change it.
    const QTemporaryDir temporary;
    auto settings = picture ? std::make_unique<QSettings>(temporary.filePath(QStringLiteral("settings.ini")),
                                                          QSettings::IniFormat)
                            : std::make_unique<QSettings>();
    if (arguments.reset)
        settings->clear();

    Theme theme(picture ? Theme::FontSource::Inter : Theme::FontSource::Desktop);
    Language language;
    applyPreferences(arguments, *settings, theme, language);
    // Nor on texts that somebody put into their folder.
    MainWindow window(*settings, theme, language,
                      picture ? std::filesystem::path{} : mqttscope::teach::teacherFolder());
    keepPreferences(*settings, theme, language);
    measure(application, window);
    if (!arguments.field.empty()) {
        const auto select = [&window, &arguments] {
            window.selectField(QString::fromStdString(arguments.field));
        };
        QObject::connect(&window, &MainWindow::settled, &window, select, Qt::SingleShotConnection);
    }
    if (const auto scope = mqttscope::ui::ladderScopeNamed(QString::fromStdString(arguments.ladder))) {
        QObject::connect(
            &window, &MainWindow::settled, &window,
            [&window, scope] { window.ladderPage()->showNamed(*scope); }, Qt::SingleShotConnection);
    }
    if (picture) {
        const auto take = [&] {
            if (arguments.ladderOut.empty())
                takeScreenshot(window, arguments);
            else
                saveLadder(window, arguments);
        };
        QObject::connect(&window, &MainWindow::settled, &window, take);
        int width = 1366;
        int height = 768;
        if (!arguments.size.empty())
            std::sscanf(arguments.size.c_str(), "%dx%d", &width, &height);
        window.resize(width, height);
    }
    if (picture)
        window.stepPage()->ribbon()->setAnimated(false); // it would be taken on the way
    window.show();
    const std::string perspective = arguments.step ? "step"
                                    : !arguments.ladder.empty() || !arguments.ladderOut.empty()
                                        ? "exchanges"
                                        : arguments.perspective;
    if (const auto chosen = mqttscope::ui::perspectiveOf(QString::fromStdString(perspective)))
        window.setPerspective(*chosen);
    const QSize size = window.size();
    window.setProjector(arguments.projector);
    if (picture && arguments.projector) { // of the size that was asked for, not of a screen
        window.showNormal();
        window.resize(size);
    }
    for (const std::string& panel : arguments.panels) {
        if (!window.showPanel(QString::fromStdString(panel))) {
            std::fprintf(stderr, "mqttscope: there is no panel '%s'\n", panel.c_str());
            return kUsageError;
        }
    }
    if (!arguments.glossary.empty()) {
        const auto* entry = window.workspace().glossary().named(arguments.glossary);
        window.workspace().showGlossary(entry != nullptr ? mqttscope::ui::text(entry->id) : QString());
    }
    if (!arguments.vantage.empty())
        window.showVantage(QString::fromStdString(arguments.vantage));
    if (!arguments.filter.empty())
        window.setFilter(QString::fromLocal8Bit(arguments.filter.c_str()));
    std::optional<mqttscope::app::WindowStream> stream;
    if (mqttscope::capture::isStream(arguments.file) && picture) {
        stream.emplace(window, arguments.file, arguments.frame);
        if (!stream->start())
            return kCannotRead;
    } else if (mqttscope::capture::isStream(arguments.file)) {
        beginStream(window, arguments);
    } else if (!arguments.file.empty())
        window.openFile(QFile::decodeName(arguments.file.c_str()), arguments.frame);
    else if (picture)
        takeScreenshot(window, arguments);
    if (const auto wrong = beginLive(window, arguments, *settings))
        return *wrong;
    if (!picture)
        window.offerOrphans();
    const int status = QApplication::exec();
    if (!arguments.report.empty() && !writeReport(application, arguments.report)) {
        std::fprintf(stderr, "mqttscope: cannot write %s\n", arguments.report.c_str());
        return kCannotWrite;
    }
    return status;
}

} // namespace

int main(int argc, char** argv)
{
    returnLargeBlocks();
    Arguments arguments;
    CLI::App parser("mqttscope: see MQTT go by, understand every byte.", "mqttscope");
    declare(parser, arguments);
    try {
        parser.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return parser.exit(error) == 0 ? 0 : kUsageError;
    }
    // A picture needs no display.
    const bool picture = !arguments.screenshot.empty() || !arguments.ladderOut.empty();
    if (const auto complaint = arguments.live.read(arguments.file, picture); !complaint.empty()) {
        std::fprintf(stderr, "mqttscope: %s\n", complaint.c_str());
        return kUsageError;
    }
    if (picture && !qEnvironmentVariableIsSet("DISPLAY") && !qEnvironmentVariableIsSet("WAYLAND_DISPLAY") &&
        !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    int qtArguments = 1;
    QCoreApplication::setOrganizationName(QStringLiteral("mqttscope"));
    QCoreApplication::setApplicationName(QStringLiteral("mqttscope"));
    QCoreApplication::setApplicationVersion(QStringLiteral(MQTTSCOPE_VERSION));
    MeasuredApplication application(qtArguments, argv, mqttscope::app::processAge());
    return run(application, arguments);
}
