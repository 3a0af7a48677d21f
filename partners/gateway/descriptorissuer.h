// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/wire/descriptor.h"
#include "partners/gateway/gatewaykeys.h"

#include <mutex>

namespace odna {

/// The signed descriptor of this gateway. The sequence stands in descriptor.json of the data folder and grows by itself when the content
/// changes; the dates are renewed once a day. Any thread.
class DescriptorIssuer final
{
public:
    enum class Sequence { Keep, Show }; ///< whether the next sequence is written down or only told

    /// \a descriptor is complete but for keys, sequence and dates. ConfigInvalid where no phone would take it, StorageFailed where the
    /// sequence cannot be kept.
    [[nodiscard]] static Result<std::unique_ptr<DescriptorIssuer>> create(Descriptor descriptor, const GatewayKeys &keys,
                                                                          const QString &dataFolder, const Clock &clock,
                                                                          Sequence sequence = Sequence::Keep);
    [[nodiscard]] QByteArray document();                                        ///< the JSON of the SignedText
    [[nodiscard]] const Descriptor &descriptor() const { return m_descriptor; } ///< dates as at the start

private:
    DescriptorIssuer(Descriptor descriptor, const GatewayKeys &keys, const Clock &clock);
    const Descriptor m_descriptor;
    const GatewayKeys &m_keys;
    const Clock &m_clock;
    std::mutex m_mutex;
    QDateTime m_issuedAt;
    QByteArray m_document;
};

} // namespace odna
