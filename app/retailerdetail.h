// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/grantsmodel.h"
#include "app/pageview.h"
#include "app/rowsmodel.h"

namespace odna {

/// One retailer's page: linked, or just found and not joined yet.
class RetailerDetail : public odna::PageView
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString retailerId MEMBER m_retailerId REQUIRED NOTIFY changed)
    Q_PROPERTY(bool known READ isKnown NOTIFY changed)
    Q_PROPERTY(bool linked READ isLinked NOTIFY changed)
    Q_PROPERTY(bool ended READ isEnded NOTIFY changed)
    Q_PROPERTY(bool joining READ isJoining NOTIFY joiningChanged)
    Q_PROPERTY(bool sensitive READ isSensitive NOTIFY changed)
    Q_PROPERTY(QString brand READ brand NOTIFY changed)
    Q_PROPERTY(QString legalName READ legalName NOTIFY changed)
    Q_PROPERTY(QString colour READ colour NOTIFY changed)
    Q_PROPERTY(QString host READ host NOTIFY changed)
    /// The number that only this retailer knows, grouped; empty where it is the wallet's own.
    Q_PROPERTY(QString ownCard READ ownCard NOTIFY changed)
    /// The same without spaces, as the code at the till has it.
    Q_PROPERTY(QString ownNumber READ ownNumber NOTIFY changed)
    /// The shopper changed or withdrew the consent, and the retailer has not answered although it was tried.
    Q_PROPERTY(bool unheard READ isUnheard NOTIFY changed)
    Q_PROPERTY(QString consentText READ consentText NOTIFY changed)
    Q_PROPERTY(QString consentVersion READ consentVersion NOTIFY changed)
    Q_PROPERTY(odna::GrantsModel *grants READ grants CONSTANT)
    Q_PROPERTY(odna::RowsModel *facts READ facts CONSTANT)

public:
    explicit RetailerDetail(QObject *parent = nullptr);

    [[nodiscard]] bool isKnown() const { return m_descriptor.has_value(); }
    [[nodiscard]] bool isLinked() const { return m_linked; }
    [[nodiscard]] bool isEnded() const { return m_ended; }
    [[nodiscard]] bool isJoining() const { return m_joining; }
    [[nodiscard]] bool isSensitive() const { return m_descriptor && m_descriptor->sensitive; }
    [[nodiscard]] QString brand() const { return m_descriptor ? m_descriptor->brand : QString(); }
    [[nodiscard]] QString legalName() const { return m_descriptor ? m_descriptor->legalName : QString(); }
    [[nodiscard]] QString colour() const { return m_descriptor ? m_descriptor->colour : QString(); }
    [[nodiscard]] QString host() const { return m_descriptor ? m_descriptor->baseUrl.host() : QString(); }
    [[nodiscard]] QString ownCard() const { return m_ownCard ? m_ownCard->grouped() : QString(); }
    [[nodiscard]] QString ownNumber() const { return m_ownCard ? m_ownCard->text() : QString(); }
    [[nodiscard]] bool isUnheard() const { return m_unheard; }
    [[nodiscard]] QString consentText() const;
    [[nodiscard]] QString consentVersion() const { return m_descriptor ? m_descriptor->consent.version : QString(); }
    [[nodiscard]] GrantsModel *grants() const { return m_grants; }
    [[nodiscard]] RowsModel *facts() const { return m_facts; }

    /// Joins with exactly the switches as they stand; joined() when the retailer has answered.
    Q_INVOKABLE void join();
    /// Ends the membership at once on this device; \a erase also asks the retailer to erase what it holds.
    Q_INVOKABLE void withdraw(bool erase);

Q_SIGNALS:
    void joiningChanged();
    void joined();
    void withdrawn();

protected:
    void read() override;

private:
    void store();
    [[nodiscard]] bool hasUnheardDecision() const;

    QString m_retailerId;
    std::optional<Descriptor> m_descriptor;
    bool m_linked = false;
    bool m_ended = false;
    bool m_joining = false;
    bool m_unheard = false;
    std::optional<CardNumber> m_ownCard;
    GrantsModel *m_grants;
    RowsModel *m_facts;
};

} // namespace odna
