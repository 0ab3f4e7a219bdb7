# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# What run.sh, test.sh and the scripts share: installing packages, configuring, building. Sourced, never run;
# the caller stands in the root of the repository.

program=$(basename "$0")
log_directory=build/log
log_lines=40 # of a failed step that are shown

note() { printf '%s: %s\n' "$program" "$*" >&2; }

die()
{
    note "$*"
    exit 1
}

# step NAME LOG COMMAND...: runs the command with its output in build/log/LOG.log. Silent when it succeeds;
# when it fails, says which step it was, shows the end of the log and ends the script.
step()
{
    local name=$1 log=$log_directory/$2.log status=0
    shift 2
    mkdir -p "$log_directory"
    "$@" >"$log" 2>&1 </dev/null || status=$?
    if ((status != 0)); then
        note "step failed: $name (exit code $status)"
        note "the last lines of $log:"
        tail -n "$log_lines" "$log" >&2
        exit 1
    fi
}

# find_missing PACKAGE...: fills the array `missing` with those that are not installed.
find_missing()
{
    local installed package
    # dpkg-query fails when it knows nothing of a package; what it knows it prints all the same.
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true)
    missing=()
    for package in "$@"; do
        grep -qxF -- "installed $package" <<<"$installed" || missing+=("$package")
    done
}

as_root()
{
    if ((EUID == 0)); then
        "$@"
    else
        sudo "$@"
    fi
}

# Another apt (a desktop looks for updates by itself) is waited for, a server that stumbles is asked again.
apt_get()
{
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y \
        -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 "$@"
}

apt_update()
{
    local try
    for try in 1 2 3; do
        # Without this option apt-get update succeeds although it could not reach the server.
        apt_get -o APT::Update::Error-Mode=any update && return 0
        ((try == 3)) || sleep $((try * 5))
    done
    return 1
}

# install_packages PACKAGE...: installs what is missing; when nothing is, apt is not even asked.
install_packages()
{
    command -v dpkg-query >/dev/null ||
        die "this is not Debian: install the counterparts of scripts/packages.sh yourself, then build the preset 'release' with CMake"
    local missing
    find_missing "$@"
    ((${#missing[@]} > 0)) || return 0
    if ((EUID != 0)); then
        command -v sudo >/dev/null ||
            die "these packages are missing and sudo is not there to install them; as root: apt-get install ${missing[*]}"
        sudo -n true 2>/dev/null || note "sudo is needed to install packages"
        sudo -n true 2>/dev/null || sudo -v || die "no right to install packages; ask for: apt-get install ${missing[*]}"
    fi
    note "installing ${#missing[@]} packages, this takes some minutes once: ${missing[*]}"
    step "apt-get update" apt-update apt_update
    step "apt-get install ${missing[*]}" apt-install apt_install "${missing[@]}"
}

# Services that come along (mosquitto) are neither started now, for which policy-rc.d is Debian's way, nor at the next
# boot. A policy that the machine already has stays in place.
apt_install()
{
    local policy=/usr/sbin/policy-rc.d own_policy=0 status=0
    if [[ ! -e $policy ]]; then
        own_policy=1
        printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
        as_root chmod 755 "$policy"
    fi
    apt_get install --no-install-recommends "$@" || status=$?
    ((own_policy == 0)) || as_root rm -f "$policy"
    if ((status == 0)) && [[ " $* " == *" mosquitto "* ]]; then
        as_root update-rc.d mosquitto disable || status=$?
    fi
    return $status
}

# One compiler per processor, but no more than the memory carries: a large file takes about 1 GiB.
build_jobs()
{
    local processors memory_kib jobs
    processors=$(nproc)
    memory_kib=$(sed -n 's/^MemAvailable: *\([0-9]*\) kB/\1/p' /proc/meminfo)
    jobs=$((${memory_kib:-1048576} / 1048576))
    ((jobs <= processors)) || jobs=$processors
    ((jobs >= 1)) || jobs=1
    printf '%s\n' "$jobs"
}

# cache_is PRESET NAME VALUE: whether the build tree of the preset was configured with that value.
cache_is() { grep -qsE "^$2:[A-Z]+=$3\$" "build/$1/CMakeCache.txt"; }

# configure PRESET OPTION...: runs CMake when there is no build tree, when the options change or when a CMake file
# was added, changed or removed; a plain rebuild does not need it.
configure()
{
    local preset=$1 stamp=build/$1/configured-from key
    key=$(
        printf '%s\n' "$@"
        find . -name build -prune -o -name .git -prune -o \
            \( -name CMakeLists.txt -o -name '*.cmake' -o -name CMakePresets.json \) -type f -print0 |
            sort -z | xargs -0 sha256sum
    )
    if [[ -f build/$preset/build.ninja && -f $stamp && $(<"$stamp") == "$key" ]]; then
        return 0
    fi
    shift
    step "configure (cmake --preset $preset $*)" "configure-$preset" cmake --preset "$preset" "$@"
    printf '%s\n' "$key" >"$stamp"
}

# build PRESET TARGET...: builds the targets, or everything without one.
build()
{
    local preset=$1
    shift
    step "build ($preset: ${*:-everything})" "build-$preset" \
        ninja -C "build/$preset" -j "$(build_jobs)" --quiet "$@"
}

# Only one script at a time changes the build trees. The lock is file descriptor 9; unlock_build before starting
# a program that lives longer.
lock_build()
{
    mkdir -p build
    exec 9>build/lock
    if ! flock --nonblock 9; then
        note "waiting for another build to end"
        flock 9
    fi
}
unlock_build() { exec 9>&-; }
