# Sourced by the run scripts, from the top folder: prepares the machine for the build.

engine_packages="build-essential cmake ninja-build ccache pkg-config libeigen3-dev libzip-dev nlohmann-json3-dev
  libcli11-dev zlib1g-dev libpng-dev libjpeg62-turbo-dev"
gui_packages="qt6-base-dev libqt6opengl6-dev qt6-charts-dev qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools
  qt6-l10n-tools qt6-translations-l10n libgl1-mesa-dri fonts-wqy-microhei fonts-inter
  libvtk9-dev"
test_packages="xvfb xauth openbox python3 libboost-context-dev"

# A clone in another folder finds what this one compiled.
export CCACHE_BASEDIR="$PWD" CCACHE_NOHASHDIR=1

# install_missing "LIST": only what is missing, so that a second start needs neither network nor rights.
install_missing() {
    missing=""
    for package in $1; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "ok installed" || missing="$missing $package"
    done
    [ -z "$missing" ] && return 0
    sudo=""
    [ "$(id -u)" -eq 0 ] || sudo="sudo"
    echo "Installing:$missing" >&2
    $sudo apt-get update -qq || return 1
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null || {
        echo "The packages above could not be installed; install them by hand and start again." >&2
        return 1
    }
}
