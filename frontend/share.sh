#!/bin/sh
# Draws careers/static/images/share.png (1200 x 630), which is shown where a page of the site is shared, from share.svg.
# Needs Chromium. The drawing is committed, because it changes seldom and a server needs no browser: run this by hand.
set -eu
cd "$(dirname "$0")"
page=$(mktemp --suffix=.html)
trap 'rm -f "$page"' EXIT
printf '<!doctype html><style>html,body{margin:0}svg{display:block}</style>%s' "$(cat share.svg)" > "$page"
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1 --window-size=1200,630 \
  --screenshot="$(pwd)/../careers/static/images/share.png" "file://$page"
