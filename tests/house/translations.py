#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every sentence of the shopper's programs stands in every language: none missing, empty, unfinished or left over, every plural form
there, every placeholder kept.

  translations.py LUPDATE            complains about what is wrong
  translations.py LUPDATE --update   brings assets/translations/ up to date; new sentences are left unfinished there
"""
import argparse
import collections
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
FILES = ROOT / "assets" / "translations"
SOURCES = ["app", "qml", "core/base/failure.cpp"]
PLURALS = {"ru": 3, "be": 3, "en": 2}  # what Qt's plural rules of the language tell apart
PLACEHOLDER = re.compile(r"%L?(?:\d{1,2}|n)")


def lupdate(program, files):
    # From the root, so that headers are found as they are included: without them classes lose their namespace.
    command = [program, "-silent", "-I", ".", "-locations", "none", "-no-obsolete", *SOURCES, "-ts", *map(str, files)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def messages(path):
    """(context, source, comment), the message, in the file's order."""
    for context in xml.etree.ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            yield (context.findtext("name"), message.findtext("source"), message.findtext("comment", "")), message


def placeholders(text):
    return collections.Counter(PLACEHOLDER.findall(text))


def complaints(path, language, wanted):
    seen = collections.Counter()
    for key, message in messages(path):
        def wrong(what):
            return f"{path.name}: {key[0]}: “{key[1]}”: {what}"

        seen[key] += 1
        translation = message.find("translation")
        if key not in wanted:
            yield wrong("is left over: no source has it")
            continue
        if translation is None or translation.get("type"):
            yield wrong(translation.get("type") if translation is not None else "has no translation")
            continue
        plural = message.get("numerus") == "yes"
        if plural != wanted[key]:
            yield wrong("differs from the source in having plural forms")
        forms = [form.text or "" for form in translation.iter("numerusform")] if plural else [translation.text or ""]
        if plural and len(forms) != PLURALS[language]:
            yield wrong(f"has {len(forms)} plural forms of {PLURALS[language]}")
        for form in forms:
            if not form.strip():
                yield wrong("is empty")
            elif placeholders(form) != placeholders(key[1]):
                yield wrong(f"other placeholders in “{form}”")
    for key in wanted:
        if seen[key] != 1:
            yield f"{path.name}: {key[0]}: “{key[1]}”: stands there {seen[key]} times"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lupdate")
    parser.add_argument("--update", action="store_true")
    options = parser.parse_args()
    stored = {language: FILES / f"odna_{language}.ts" for language in PLURALS}
    if options.update:
        lupdate(options.lupdate, stored.values())
        return 0
    with tempfile.TemporaryDirectory() as folder:
        fresh = pathlib.Path(folder) / "odna_en.ts"
        lupdate(options.lupdate, [fresh])
        wanted = {key: message.get("numerus") == "yes" for key, message in messages(fresh)}
    if not wanted:
        print("lupdate found no sentence at all")
        return 1
    found = [line for language, path in stored.items() for line in complaints(path, language, wanted)]
    found += [f"{path.name}: a language without plural rules here" for path in FILES.glob("*.ts") if path not in stored.values()]
    print("\n".join(found) or f"{len(wanted)} sentences in {len(stored)} languages")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
