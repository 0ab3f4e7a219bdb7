# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034
# The one list of Debian 12 packages, by what needs them. Sourced by the other scripts, never run.

# To build and run mqttscope.
packages_run=(
    g++ cmake ninja-build pkgconf git ca-certificates
    # the window
    qt6-base-dev libqt6opengl6-dev libgl1-mesa-dev qt6-svg-dev qt6-charts-dev
    qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools qt6-translations-l10n libqrencode-dev
    fonts-inter fonts-jetbrains-mono fonts-dejavu-core
    # the libraries below it
    libpcap-dev libcap-dev zlib1g-dev libzstd-dev libpcre2-dev libssl-dev libqt6sql6-sqlite libcli11-dev libfmt-dev libexpected-dev nlohmann-json3-dev
    # setcap: to give the capturing program its right
    libcap2-bin
)

# Only where the desktop offers Wayland and no X server at all.
packages_wayland=(qt6-wayland)

# Also needed to build and run the tests: the frameworks, and real software to be compared with.
packages_test=(
    # lld: each test that opens the window links all of it, which takes the usual linker six times as long
    python3 libgtest-dev libgmock-dev libbenchmark-dev lld
    tshark tcpdump mosquitto mosquitto-clients python3-paho-mqtt
    xvfb xauth xdotool iproute2
)

# Also needed by format.sh, tidy.sh and fuzz.sh.
packages_check=(clang libclang-rt-14-dev clang-format clang-tidy python3)
