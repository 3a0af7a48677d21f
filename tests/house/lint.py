#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Lint: clang-format, licence lines, spelling, qmllint, clang-tidy; nothing may be found.

  lint.py --build BUILD [--fix] [--changed]
  --fix      formats in place instead of complaining
  --changed  clang-tidy only on files that differ from origin/main or HEAD~1 (the other checks are quick and always whole)
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMMENT = {".h": "//", ".cpp": "//", ".qml": "//", ".py": "#", ".sh": "#", ".cmake": "#", ".txt": "#", ".yaml": "#", ".toml": "#"}


def tracked():
    out = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True)
    return [name for name in out.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def tool(name):
    path = shutil.which(f"{name}-19") or shutil.which(name)
    if not path:
        sys.exit(f"lint: {name} 19 is not installed; ./odna lint installs it on Debian 12")
    return path


def run(command, **more):
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, **more)


def check_format(files, fix):
    sources = [f for f in files if f.endswith((".h", ".cpp"))]
    result = run([tool("clang-format"), "-i" if fix else "--dry-run", "--Werror", *sources])
    return [line for line in result.stderr.splitlines() if "error:" in line]


def check_licence(files):
    found = []
    for name in files:
        path = pathlib.Path(name)
        mark = COMMENT.get(path.suffix)
        if path.suffix == ".txt" and path.name != "CMakeLists.txt" or "/corpus/" in name or "/golden/" in name:
            continue
        if mark or os.access(ROOT / name, os.X_OK) or path.name in {"odna", "run"}:
            head = (ROOT / name).read_text(encoding="utf-8").splitlines()[:2]
            if not any("SPDX-License-Identifier: Apache-2.0" in line for line in head):
                found.append(f"{name}:1: no SPDX line")
    return found


def check_spelling(files):
    prose = [f for f in files if f.endswith((".md", ".h", ".cpp", ".qml", ".py", ".sh", ".yaml", ".cmake")) and "/corpus/" not in f]
    result = run(["codespell", "--ignore-words-list", "zar,te,fpr,aks,bord,ot,nd,uis,re-use,inout,crypted,unparseable,gost", *prose])
    return result.stdout.splitlines()


def check_qml(files, build):
    qmllint = "/usr/lib/qt6/bin/qmllint" if pathlib.Path("/usr/lib/qt6/bin/qmllint").exists() else shutil.which("qmllint6") or "qmllint"
    sources = [f for f in files if f.endswith(".qml") and f.startswith("qml/")]
    if not sources:
        return ["no QML files were found"]
    result = run([qmllint, "-I", str(build / "qmlmodules"), *sources])
    output = result.stdout + result.stderr
    return [line for line in output.splitlines() if line.strip()] if result.returncode or "Warning" in output else []


def check_tidy(build, only):
    database = json.loads((build / "compile_commands.json").read_text())
    ours = []
    for entry in database:
        name = os.path.relpath(entry["file"], ROOT)
        if not name.startswith(("build/", "..")) and (only is None or name in only):
            ours.append(name)
    ours = sorted(set(ours))
    clang_tidy = tool("clang-tidy")

    def one(name):
        result = run([clang_tidy, "-p", str(build), "--quiet", name])
        lines = [line for line in result.stdout.splitlines() if ": warning:" in line or ": error:" in line]
        return lines if lines or result.returncode == 0 else [f"{name}: clang-tidy ended with {result.returncode}"]

    found, done = [], 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for lines in pool.map(one, ours):
            found += lines
            done += 1
            if sys.stderr.isatty():
                print(f"\rclang-tidy: {done} of {len(ours)}", end="", file=sys.stderr)
            elif done % 25 == 0:
                print(f"clang-tidy: {done} of {len(ours)}", file=sys.stderr)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    return sorted(set(found))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--fix", action="store_true")
    parser.add_argument("--changed", action="store_true")
    options = parser.parse_args()
    files = tracked()
    only = None
    if options.changed:
        base = "origin/main" if run(["git", "rev-parse", "-q", "--verify", "origin/main"]).returncode == 0 else "HEAD~1"
        only = set(run(["git", "diff", "--name-only", base]).stdout.split())
    total = 0
    for what, found in (
        ("clang-format", check_format(files, options.fix)),
        ("SPDX lines", check_licence(files)),
        ("spelling", check_spelling(files)),
        ("qmllint", check_qml(files, options.build.resolve())),
        ("clang-tidy", check_tidy(options.build.resolve(), only)),
    ):
        print(f"{what}: {len(found)} found", flush=True)
        for line in found:
            print("  " + line)
        total += len(found)
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
