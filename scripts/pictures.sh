#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# scripts/pictures.sh: makes the pictures of README and guide anew, in both languages. Needs no display.
set -euo pipefail

cd "$(dirname "$(readlink -f "$0")")/.."
source scripts/lib.sh

program=build/release/bin/mqttscope
target=docs/guide/images
[[ -x $program ]] || die "build first: ./run.sh"

picture() { # name, then the arguments that show it
    local name=$1 language
    shift
    [[ " $* " == *" --theme "* ]] || set -- "$@" --theme light
    for language in en fr; do
        "$program" --lang "$language" "$@" --screenshot "$target/$name-$language.png" 2>/dev/null ||
            die "cannot make $target/$name-$language.png"
    done
}

picture welcome --size 1366x768
picture window samples/qos2.pcapng --frame 16 --field mqtt.qos --size 1600x950
picture dark samples/v5-proprietes.pcapng --frame 4 --field mqtt.kalive --theme dark --size 1600x950
picture filter samples/topics-domotique.pcapng -Y 'mqtt.topic contains "salon"' --size 1366x768
picture rules samples/pannes-02.pcapng --frame 7 --field mqtt.qos --panel rules --size 1600x950
picture sessions samples/session-will-retain.pcapng --panel sessions --size 1600x950
picture topics samples/topics-domotique.pcapng --frame 34 --panel topics --panel payload --size 1600x950
picture glossary --glossary frame
picture vantage --vantage switch
picture step samples/connect-python1.pcap --step --frame 4 --field mqtt.conflags --size 1366x768
picture step-projector samples/connect-python1.pcap --step --frame 4 --field mqtt.conflags --projector --size 1024x768
picture ladder samples/qos1-puback-perdu.pcapng --ladder message --frame 16 --size 1600x950
picture ladder-panel samples/qos2.pcapng --frame 16 --panel ladder --size 1600x950
picture projector samples/connect-python1.pcap --frame 4 --field mqtt.conflag.cleansess --projector --size 1366x768
# lab-*.png and lab-projector-*.png are taken from the screen: they show what only clicks bring about.
note "the pictures are in $target"
