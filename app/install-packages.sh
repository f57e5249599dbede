#!/usr/bin/env bash
# install-packages.sh [GROUP]: installs what app/packages.txt names, without a group or of that GROUP, and this machine
# lacks. Says nothing when nothing is missing.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "vitrine: this is no Debian; see that what app/packages.txt names is installed." >&2
    exit 0
fi

mapfile -t wanted < <(awk -v group="${1:-}" '{ sub(/#.*/, "") } NF > 0 && $2 == group { print $1 }' "$here/packages.txt")
installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null || true)
missing=()
for package in "${wanted[@]}"; do
    grep -qxF "installed $package" <<<"$installed" || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

echo "vitrine: installing ${#missing[@]} packages: ${missing[*]}"
asRoot=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "vitrine: neither root nor sudo; as root, run: apt-get install ${missing[*]}" >&2
        exit 1
    fi
    asRoot=(sudo)
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt() {
    "${asRoot[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 "$@" >"$log" 2>&1 </dev/null
}
install=(install --yes --no-install-recommends "${missing[@]}")
# The lists on this machine may be missing or old: when the first try fails, fetch them and try once more.
if ! apt "${install[@]}"; then
    apt update || { cat "$log" >&2; echo "vitrine: apt-get update failed; going on with the lists there are" >&2; }
    if ! apt "${install[@]}"; then
        cat "$log" >&2
        echo "vitrine: this command failed: ${asRoot[*]} apt-get ${install[*]}" >&2
        exit 1
    fi
fi
