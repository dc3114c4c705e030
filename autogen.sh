#!/bin/sh
# Makes ./configure from configure.ac; a release tarball has it already.
set -e
cd "$(dirname "$0")"
exec autoreconf --install --warnings=all
