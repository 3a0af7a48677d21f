// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/pageview.h"
#include "app/rowsmodel.h"
#include "core/pocket/classiccard.h"

namespace odna {

/// One card of another shop: what the till needs first, then all that is known of it.
class PocketCard : public odna::PageView
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString cardId MEMBER m_cardId REQUIRED NOTIFY changed)
    Q_PROPERTY(bool known READ isKnown NOTIFY changed)
    Q_PROPERTY(QString name READ name NOTIFY changed)
    Q_PROPERTY(QString colour READ colour NOTIFY changed)
    /// For SymbolItem::code; empty where the card has none.
    Q_PROPERTY(QString code READ code NOTIFY changed)
    Q_PROPERTY(QString symbologyName READ symbologyName NOTIFY changed)
    /// What stands under the code, for typing.
    Q_PROPERTY(QString number READ number NOTIFY changed)
    Q_PROPERTY(QString note READ note NOTIFY changed)
    Q_PROPERTY(bool starred READ isStarred NOTIFY changed)
    Q_PROPERTY(bool archived READ isArchived NOTIFY changed)
    /// A sentence about the signature of a pass; empty for other cards.
    Q_PROPERTY(QString signature READ signature NOTIFY changed)
    Q_PROPERTY(bool signatureBad READ isSignatureBad NOTIFY changed)
    /// image:// addresses of the pictures that there are: front, back; the original of the code apart.
    Q_PROPERTY(QStringList pictures READ pictures NOTIFY changed)
    Q_PROPERTY(QString codePicture READ codePicture NOTIFY changed)
    Q_PROPERTY(odna::RowsModel *facts READ facts CONSTANT)
    Q_PROPERTY(odna::RowsModel *backFacts READ backFacts CONSTANT)

public:
    explicit PocketCard(QObject *parent = nullptr);
    [[nodiscard]] bool isKnown() const { return !m_card.id.isEmpty(); }
    [[nodiscard]] QString name() const { return m_card.name; }
    [[nodiscard]] QString colour() const;
    [[nodiscard]] QString code() const;
    [[nodiscard]] QString symbologyName() const;
    [[nodiscard]] QString number() const;
    [[nodiscard]] QString note() const { return m_card.note; }
    [[nodiscard]] bool isStarred() const { return m_card.starred; }
    [[nodiscard]] bool isArchived() const { return m_card.archived; }
    [[nodiscard]] QString signature() const;
    [[nodiscard]] bool isSignatureBad() const { return m_card.signature == ClassicCard::PassSignature::Bad; }
    [[nodiscard]] QStringList pictures() const { return m_pictures; }
    [[nodiscard]] QString codePicture() const { return m_codePicture; }
    [[nodiscard]] RowsModel *facts() const { return m_facts; }
    [[nodiscard]] RowsModel *backFacts() const { return m_backFacts; }

    Q_INVOKABLE void setStarred(bool starred);
    Q_INVOKABLE void setArchived(bool archived);
    /// Takes the card out of the wallet for good; removed() when it is gone.
    Q_INVOKABLE void remove();
    /// The card was shown at a till just now.
    Q_INVOKABLE void noteUse();

Q_SIGNALS:
    void removed();

protected:
    void read() override;

private:
    void store(const ClassicCard &card);

    QString m_cardId;
    ClassicCard m_card;
    QStringList m_pictures;
    QString m_codePicture;
    RowsModel *m_facts;
    RowsModel *m_backFacts;
};

} // namespace odna
