#!/bin/sh
# Installs the system programs and the font that some tests and measurements use, where that is possible without
# asking: Debian, as root. Elsewhere, or with FUHE_NO_INSTALL=1, those tests are skipped by name. Arguments are further
# programs, each in a package of its name.
set -u
missing=""
need() { command -v "$1" >/dev/null 2>&1 || missing="$missing $2"; }
need soffice libreoffice-writer-nogui
need pandoc pandoc
for program in "$@"; do need "$program" "$program"; done
[ -e /usr/share/fonts/truetype/arphic/uming.ttc ] || missing="$missing fonts-arphic-uming"
[ -z "$missing" ] && exit 0
[ -n "${FUHE_NO_INSTALL:-}" ] && exit 0
command -v apt-get >/dev/null 2>&1 || exit 0
[ "$(id -u)" = 0 ] || exit 0
echo "installing for the tests:$missing" >&2
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086
{ apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing; } >/dev/null 2>&1 ||
    echo "could not install$missing; the tests that need them are skipped" >&2
exit 0
