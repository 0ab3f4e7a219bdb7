// SPDX-License-Identifier: GPL-3.0-or-later
#include "teach/illustrated/illustrated_style.h"

namespace mqttscope::teach {

// Colours and lines of the roles are those of the byte view.
std::string_view illustratedStyle()
{
    return R"css(
:root { --ink: #17202b; --soft: #435062; --line: #c3ccd8; --ground: #ffffff; --border: #7a879a; --fault: #b02e0c; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 62rem; color: var(--ink); background: #ffffff;
  font: 1rem/1.5 Inter, system-ui, "Noto Sans", "DejaVu Sans", sans-serif;
  font-variant-ligatures: none; font-feature-settings: "calt" 0; }
code, .hex, .bits, .pattern { font-family: "JetBrains Mono", "DejaVu Sans Mono", ui-monospace, monospace;
  }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .5rem; }
h1 span { font-weight: 400; color: var(--soft); }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 2.2rem 0 .6rem; }
h3 { font-size: 1rem; margin: 0 0 .4rem; }
.facts { display: flex; flex-wrap: wrap; gap: .2rem 1.6rem; margin: 0 0 1.2rem; padding: 0; }
.facts div { display: flex; gap: .45rem; min-width: 0; }
.facts dt { color: var(--soft); }
.facts dd { margin: 0; font-weight: 500; overflow-wrap: anywhere; }
.F { --ground: #fde3b8; --border: #b36200; }
.L { --ground: #fce4f1; --border: #8f2f6c; }
.V { --ground: #d8ebfa; --border: #1f6fa6; }
.P { --ground: #d2efe3; --border: #0a7454; }
.R { --ground: #fbf8be; --border: #565200; }
.N { --ground: #e8ecf1; --border: #566274; }
.U { --ground: #ffffff; --border: #b02e0c; }
.badge { display: inline-block; min-width: 1.35em; padding: 0 .2em; border: 1.5px solid var(--border);
  border-radius: 3px; background: #ffffff; color: var(--ink); font-weight: 700; font-size: .85em; line-height: 1.3;
  text-align: center; }
figure { margin: 0 0 1.6rem; }
figcaption { color: var(--soft); font-size: .92rem; margin-bottom: .7rem; }
figcaption .keys { display: block; margin-top: .25rem; }
figcaption .key { white-space: nowrap; margin-right: .9em; color: var(--ink); }
.parts { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; align-items: flex-end; }
.part { margin: 0 0 .7rem; max-width: 100%; }
.part h3 { color: var(--soft); font-weight: 600; }
.ribbon { list-style: none; display: flex; flex-wrap: wrap; gap: .3rem; margin: 0; padding: 0; }
.ribbon li { display: flex; flex-direction: column; max-width: 100%; background: var(--ground);
  border: 1px solid var(--border); border-radius: 4px; }
.ribbon .name { padding: .1rem .3rem; font-size: .78rem; line-height: 1.3; flex: 1 1 auto; width: min-content;
  min-width: 100%; text-align: center; }
.ribbon .run { display: flex; flex-wrap: wrap; justify-content: center; }
.ribbon a, .ribbon .more { display: block; min-width: 2.5rem; padding: .1rem .2rem .15rem; text-align: center;
  color: inherit; text-decoration: none; line-height: 1.25; }
.ribbon a:hover, .ribbon a:focus { outline: 2px solid #1757b0; }
.ribbon small { display: block; color: var(--soft); font-size: .68rem; }
.ribbon .hex { font-size: 1.15rem; font-weight: 600; }
.ribbon .char { display: block; min-height: 1.25em; font-size: .82rem; }
.ribbon .more { align-self: center; font-size: .8rem; padding: .1rem .5rem; }
.ribbon .faulty { outline: 2px solid var(--fault); outline-offset: -2px; }
.F .run { border-bottom: 4px solid var(--border); }
.L .run { border-bottom: 4px dashed var(--border); }
.V .run { border-bottom: 2px solid var(--border); }
.P .run { border-bottom: 4px dotted var(--border); }
.R .run { border-bottom: 5px double var(--border); }
.N .run { border-bottom: 1px solid var(--border); }
.U .run { border-bottom: 3px dashed var(--border); }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--soft); font-size: .92rem; padding-bottom: .3rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .5rem; border-top: 1px solid var(--line); }
thead th { color: var(--soft); font-size: .85rem; font-weight: 600; border-top: 0; }
tbody.F { border-left: 5px solid var(--border); }
tbody.L { border-left: 5px dashed var(--border); }
tbody.V { border-left: 2px solid var(--border); }
tbody.P { border-left: 5px dotted var(--border); }
tbody.R { border-left: 6px double var(--border); }
tbody.N { border-left: 1px solid var(--border); }
tbody.U { border-left: 4px dashed var(--border); }
.field th { background: var(--ground); border-top: 1.5px solid var(--border); font-weight: 400; }
.field strong { margin-right: .6em; }
.field .where { color: var(--soft); font-size: .88rem; white-space: nowrap; }
.field .value { margin-right: .6em; overflow-wrap: anywhere; }
.field p { margin: .15rem 0 0; color: var(--soft); font-size: .95rem; }
.byte > th { text-align: right; color: var(--soft); font-weight: 400; width: 3rem; }
.byte .hex { font-size: 1.15rem; font-weight: 600; width: 3rem; }
.byte .bits { width: 4rem; white-space: nowrap; }
.byte .bits span { display: block; line-height: 1.25; font-size: .9rem; }
.byte .char { width: 3rem; }
.byte p { margin: 0; overflow-wrap: anywhere; }
.byte .clause { color: var(--soft); font-size: .85rem; }
.byte .fault, .issues li { border-left: 4px double var(--fault); padding-left: .6rem; }
.byte .fault { margin-top: .3rem; font-weight: 500; }
.faulty > .hex { outline: 2px solid var(--fault); outline-offset: -4px; }
.lines { margin: .35rem 0 .1rem; padding: 0; list-style: none; }
.lines li { display: flex; gap: .8rem; padding: .15rem 0; border-top: 1px dotted var(--line); }
.lines .pattern { white-space: nowrap; font-size: .9rem; }
.lines small { display: block; color: var(--soft); font-size: .88rem; }
.issues { list-style: none; padding: 0; margin: 0; }
.issues li { margin: 0 0 .8rem; }
.issues p { margin: 0; }
.issues .rule { color: var(--soft); margin-left: 1rem; }
footer { margin-top: 2rem; color: var(--soft); font-size: .85rem; }
@media (max-width: 36rem) {
  body { padding: 1rem .6rem 2rem; }
  h1 { font-size: 1.5rem; }
  th, td { padding: .3rem .3rem; }
  .byte > th, .byte .hex, .byte .char { width: 2rem; }
  .byte .bits { width: 2.6rem; }
  .byte .bits span { font-size: .8rem; }
  .ribbon a { min-width: 2.1rem; }
  .lines li { display: block; }
  .lines .pattern { margin-right: .6em; }
}
@page { size: A4; margin: 14mm 13mm; }
@media print {
  :root { --soft: #333333; --line: #999999; }
  html { font-size: 9pt; }
  body { max-width: none; padding: 0; line-height: 1.35; }
  h2 { margin-top: 5mm; break-after: avoid; }
  thead { display: table-header-group; }
  tr, .ribbon li, .issues li, .lines li { break-inside: avoid; }
  .flags { break-inside: auto; }
  .field { break-after: avoid; }
  .ribbon a { min-width: 7.2mm; }
  .field th { border-top: 1.5px solid #000000; }
}
)css";
}

} // namespace mqttscope::teach
