// SPDX-License-Identifier: Apache-2.0
// Runs a fuzz target over its corpus (a folder) in the ordinary test run, whole and truncated at every 1/64 of each file.

#include <QDirIterator>
#include <QFile>

#include <cstddef>
#include <cstdint>
#include <cstdio>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

int main(int argc, char **argv)
{
    int inputs = 0;
    const auto feed = [&inputs](const QByteArray &bytes) {
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(bytes.constData()), static_cast<std::size_t>(bytes.size()));
        ++inputs;
    };
    for (int i = 1; i < argc; ++i) {
        QDirIterator files(QString::fromLocal8Bit(argv[i]), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly)) {
                std::fprintf(stderr, "cannot read %s\n", qPrintable(file.fileName()));
                return 1;
            }
            const auto bytes = file.readAll();
            feed(bytes);
            for (int part = 0; part < 64; ++part) {
                feed(bytes.first(bytes.size() * part / 64));
            }
        }
    }
    std::printf("%d inputs, no crash\n", inputs);
    return inputs > 0 ? 0 : 1; // an empty corpus proves nothing
}
