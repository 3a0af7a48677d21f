// SPDX-License-Identifier: Apache-2.0
// Making the symbol of one card, decode check included, beside the encode alone by zint and beside one display frame. The two take
// turns, number by number, so that a busy machine slows both; medians are printed.
#include "core/card/cardnumber.h"
#include "core/card/symbol.h"

#include <QElapsedTimer>

#include <zint.h>

#include <algorithm>
#include <cstdio>
#include <vector>

namespace {

double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

void print(const char *name, double value, const char *peerName, double peer, const char *goal)
{
    std::printf(
        "{\"name\": \"%s\", \"value\": %.4f, \"unit\": \"ms\", \"peer_name\": \"%s\", \"peer\": %.4f, \"ratio\": %.3f, \"goal\": %s}\n",
        name, value, peerName, peer, value / peer, goal);
}

} // namespace

int main()
{
    constexpr double frame = 1000.0 / 60;
    std::vector<double> ours;
    std::vector<double> peers;
    QElapsedTimer timer;
    for (quint64 body = 1; ours.size() < 500; body += 1'234'567'891) {
        const auto number = odna::CardNumber::fromBody(body);
        if (!number) {
            continue;
        }
        timer.start();
        const auto symbol = odna::Symbol::create(odna::Symbology::Code128, number->text());
        ours.push_back(double(timer.nsecsElapsed()) / 1e6);

        const auto digits = number->text().toLatin1();
        timer.start();
        auto *const zint = ZBarcode_Create();
        zint->symbology = BARCODE_CODE128;
        const int failed =
            ZBarcode_Encode(zint, reinterpret_cast<const unsigned char *>(digits.constData()), static_cast<int>(digits.size()));
        const int width = zint->width;
        ZBarcode_Delete(zint);
        peers.push_back(double(timer.nsecsElapsed()) / 1e6);
        if (!symbol || failed != 0 || width != symbol->width()) {
            std::fprintf(stderr, "the two did not make the same symbol\n");
            return 1;
        }
    }
    print("symbol with decode check", median(ours), "zint, encode alone", median(peers), "null");
    print("symbol in a display frame", median(ours), "one frame at 60 Hz", frame, "\"<= 0.25\"");
    return 0;
}
