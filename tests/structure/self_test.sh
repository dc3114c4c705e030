#!/bin/sh
# The structure check finds every offence of a small tree built to offend.
exec bash "$(dirname "$0")/../structure.sh" --self-test
