# shellcheck shell=bash
# What the scripts need from the operating system: a Python, and the programs that read receipts.
# Sourced by scripts/setup. Debian and Ubuntu packages are installed when that needs no password.

say() { printf 'foodsave: %s\n' "$*" >&2; }

stop() {
    say "$*"
    exit 1
}

digest() { if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -d ' ' -f 1; }

# Prints the command prefix that gives root without a question, or fails.
root_prefix() {
    if [[ $(id -u) == 0 ]]; then
        echo "env"
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        echo "sudo -n env"
    else
        return 1
    fi
}

# Installs Debian packages, or fails when that is not possible here.
apt_install() {
    local prefix
    command -v apt-get >/dev/null || return 1
    read -ra prefix <<<"$(root_prefix)" || return 1
    [[ ${#prefix[@]} -gt 0 ]] || return 1
    say "installing system packages: $*"
    local -a install=("${prefix[@]}" DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120
        install --yes --no-install-recommends "$@")
    # fresh machines have no package lists, old ones have lists of releases that are gone
    "${install[@]}" </dev/null >/dev/null 2>&1 9<&- ||
        { "${prefix[@]}" apt-get -qq update </dev/null >/dev/null 9<&- && "${install[@]}" </dev/null >/dev/null 9<&-; }
}

# Prints the newest Python that the locked packages have builds for, or fails.
find_python() {
    local name
    for name in "${PYTHON:-python3.14}" python3.14 python3.13 python3.12 python3.11 python3; do
        if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    return 1
}

install_python() {
    apt_install python3 python3-venv >&2 || stop "needs Python 3.11 to 3.14; on Debian or Ubuntu type: sudo apt-get install python3 python3-venv"
    find_python || stop "needs Python 3.11 to 3.14, and this system's newest is older: $(python3 --version 2>&1)"
}

# Debian keeps the part of Python that makes virtual environments in a package of its own.
require_ensurepip() {
    local package
    package=$("$1" -c 'import sys; print(f"python3.{sys.version_info[1]}-venv")')
    "$1" -c 'import ensurepip, venv' 2>/dev/null || apt_install "$package" ||
        stop "$1 cannot make virtual environments; type: sudo apt-get install $package"
}

# Installs what the readers of photos and PDFs call; the product starts without them and says what it lacks.
install_readers() {
    local -a missing=()
    local languages
    languages=$(tesseract --list-langs 2>/dev/null || true)
    command -v tesseract >/dev/null || missing+=(tesseract-ocr)
    grep -qx eng <<<"$languages" || missing+=(tesseract-ocr-eng)
    grep -qx pol <<<"$languages" || missing+=(tesseract-ocr-pol)
    command -v pdftoppm >/dev/null || missing+=(poppler-utils)
    # the sample household's receipts are drawn with it
    [[ -e /usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf ]] || missing+=(fonts-dejavu-core)
    [[ ${#missing[@]} -gt 0 ]] || return 0
    apt_install "${missing[@]}" && return
    say "going on without ${missing[*]}: some receipts will be read less well, scanned PDFs perhaps not at all"
    say "to add them on Debian or Ubuntu, type: sudo apt-get install ${missing[*]}"
}
