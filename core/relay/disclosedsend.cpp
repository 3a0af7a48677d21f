// SPDX-License-Identifier: Apache-2.0
#include "core/relay/disclosedsend.h"

#include <tuple>

namespace odna {

void sendDisclosed(Wallet &wallet, HttpClient &client, const HttpRequest &request, const Disclosure &disclosure,
                   std::chrono::milliseconds deadline, const HttpClient::Done &done)
{
    Q_ASSERT(disclosure.status == 0 && disclosure.body == request.body);
    if (const auto disclosed = wallet.disclose(disclosure); !disclosed) {
        client.refuse(disclosed.error(), done);
        return;
    }
    client.send(request, deadline, [&wallet, opId = disclosure.opId, done](Result<HttpAnswer> answer) {
        if (!answer && nothingLeft(answer.error())) {
            std::ignore = wallet.retractDisclosure(opId); // at worst the log says too much
        }
        done(std::move(answer));
    });
}

Disclosure disclosureOf(const OutgoingMessage &message, const Clock &clock)
{
    return {.at = clock.now(),
            .retailerId = message.retailerId(),
            .opId = message.opId(),
            .what = nameOf(message.kind()),
            .body = message.body(),
            .status = 0,
            .answer = {}};
}

} // namespace odna
