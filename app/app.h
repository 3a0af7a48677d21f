// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cardview.h"
#include "app/backupkeeper.h"
#include "app/offersmodel.h"
#include "app/pocketmodel.h"
#include "app/receiptsmodel.h"
#include "app/retailersmodel.h"
#include "app/session.h"
#include "app/texts.h"
#include "platform/screen.h"

#include <QDir>
#include <QQmlEngine>
#include <QSettings>
#include <QTimer>
#include <QTranslator>

#include <functional>
#include <memory>
#include <vector>

class QThread;

namespace odna {

/// What the screens know of the application: the one singleton that QML sees. Made by the composition root, which hands it to its
/// engine through inject().
class App : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(Stage stage READ stage NOTIFY stageChanged)
    /// A key is being derived or a key store asked; takes seconds.
    Q_PROPERTY(bool busy READ isBusy NOTIFY busyChanged)
    /// The key store has not answered for half a second, because it asks the shopper: there is another way, and cancel().
    Q_PROPERTY(bool waitsForKeyStore READ waitsForKeyStore NOTIFY busyChanged)
    /// A new wallet gets a passphrase: this device has no key store, or it did not let us in, or the shopper would rather have one.
    Q_PROPERTY(bool passphraseNeeded READ isPassphraseNeeded NOTIFY stageChanged)
    Q_PROPERTY(bool hasPassphraseSlot READ hasPassphraseSlot NOTIFY stageChanged)
    Q_PROPERTY(bool hasKeyStoreSlot READ hasKeyStoreSlot NOTIFY stageChanged)
    /// What went wrong and what to do, one sentence; empty when nothing did.
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged)
    /// The recovery code that the shopper has not written down yet; empty otherwise.
    Q_PROPERTY(QString recoveryCode READ recoveryCode NOTIFY recoveryCodeChanged)
    /// A receipt that a till delivered and that waits for the shopper; 0 where none does.
    Q_PROPERTY(double arrivedReceipt READ arrivedReceipt NOTIFY arrivedReceiptChanged)
    Q_PROPERTY(QString arrivedText READ arrivedText NOTIFY arrivedReceiptChanged)
    Q_PROPERTY(bool searching READ isSearching NOTIFY searchingChanged)
    Q_PROPERTY(odna::CardView *card READ card CONSTANT)
    Q_PROPERTY(odna::RetailersModel *retailers READ retailers CONSTANT)
    Q_PROPERTY(odna::OffersModel *personalOffers READ personalOffers CONSTANT)
    Q_PROPERTY(odna::OffersModel *commonOffers READ commonOffers CONSTANT)
    Q_PROPERTY(odna::ReceiptsModel *receipts READ receipts CONSTANT)
    Q_PROPERTY(odna::PocketModel *pocket READ pocket CONSTANT)
    Q_PROPERTY(odna::BackupKeeper *backups READ backups CONSTANT)
    /// "ru", "be", "en", or "system".
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY languageChanged)
    Q_PROPERTY(Theme theme READ theme WRITE setTheme NOTIFY themeChanged)
    Q_PROPERTY(QString version READ version CONSTANT)

public:
    enum Stage { FirstStart, Locked, Open };
    Q_ENUM(Stage)
    enum Theme { SystemTheme, Light, Dark };
    Q_ENUM(Theme)

    /// What App is built from; everything is borrowed and outlives it.
    struct Parts
    {
        QDir folder;
        KeyStore &keyStore;
        Screen &screen;
        const Clock &clock;
        QString settingsFile; ///< language and theme; nothing is remembered where empty
        bool live = true;     ///< keep a connection to every linked retailer while open
    };

    explicit App(const Parts &parts, QObject *parent = nullptr);
    ~App() override;

    /// The instance that inject() gave to this engine.
    static App *create(QQmlEngine *engine, QJSEngine *);
    void inject(QQmlEngine &engine);
    /// The instance of the engine that made \a object; null for an object made by no engine.
    [[nodiscard]] static App *of(const QObject *object);

    [[nodiscard]] Stage stage() const { return m_stage; }
    [[nodiscard]] bool isBusy() const { return m_working > 0 || m_attempt; }
    [[nodiscard]] bool waitsForKeyStore() const { return m_waitsForKeyStore; }
    [[nodiscard]] bool isPassphraseNeeded() const { return m_passphraseNeeded; }
    [[nodiscard]] bool hasPassphraseSlot() const { return m_slots.passphrase; }
    [[nodiscard]] bool hasKeyStoreSlot() const { return m_slots.keyStore; }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QString recoveryCode() const { return m_recoveryCode; }
    [[nodiscard]] double arrivedReceipt() const { return static_cast<double>(m_arrivedReceipt); }
    [[nodiscard]] QString arrivedText() const { return m_arrivedText; }
    [[nodiscard]] bool isSearching() const { return m_searching; }
    [[nodiscard]] CardView *card() const { return m_card; }
    [[nodiscard]] RetailersModel *retailers() const { return m_retailers; }
    [[nodiscard]] OffersModel *personalOffers() const { return m_personalOffers; }
    [[nodiscard]] OffersModel *commonOffers() const { return m_commonOffers; }
    [[nodiscard]] ReceiptsModel *receipts() const { return m_receipts; }
    [[nodiscard]] PocketModel *pocket() const { return m_pocket; }
    [[nodiscard]] BackupKeeper *backups() const { return m_backups; }
    [[nodiscard]] QString language() const { return m_language; }
    void setLanguage(const QString &language);
    [[nodiscard]] Theme theme() const { return m_theme; }
    void setTheme(Theme theme);
    [[nodiscard]] static QString version() { return QStringLiteral(ODNA_VERSION); }

    /// Looks whether there is a wallet and shows its card; asks the key store to open it when \a unlock.
    void start(bool unlock = true);

    /// Makes the wallet: with the key store where \a passphrase is empty, else with the passphrase (and the key store where there is one).
    Q_INVOKABLE void createCard(const QString &passphrase);
    /// Makes the wallet out of a backup: a path or file: URL, and the passphrase or the recovery code that it had.
    Q_INVOKABLE void restoreBackup(const QString &file, const QString &passphraseOrCode);
    Q_INVOKABLE void unlock();
    Q_INVOKABLE void unlockWithPassphrase(const QString &passphrase);
    Q_INVOKABLE void unlockWithRecoveryCode(const QString &code);
    /// Gives up what waits for the key store. Nothing comes of it, whatever the key store answers later.
    Q_INVOKABLE void cancel();
    /// The same, and the new wallet gets a passphrase instead.
    Q_INVOKABLE void choosePassphrase();
    Q_INVOKABLE void lock();
    /// Fetches a descriptor by address, or by the code in a picture file that holds one; retailerFound() when it was accepted.
    Q_INVOKABLE void findRetailer(const QString &address);
    Q_INVOKABLE void sync();
    Q_INVOKABLE void renewRecoveryCode();
    Q_INVOKABLE void recoveryCodeWritten();
    Q_INVOKABLE void dismissProblem() { setProblem({}); }
    Q_INVOKABLE void dismissArrived();
    /// What the shopper wrote about themselves, by name ("first_name"); empty where nothing.
    Q_INVOKABLE [[nodiscard]] QString profileValue(const QString &field) const;
    /// Stores what was typed where it fits the field (checkedProfileValue()). Otherwise stores nothing and says what to correct.
    Q_INVOKABLE [[nodiscard]] QString setProfileValue(const QString &field, const QString &typed);

    // For the view models of single pages.
    [[nodiscard]] Session *session() const { return m_session.get(); }
    [[nodiscard]] const Clock &clock() const { return m_parts.clock; }
    [[nodiscard]] Screen &screen() const { return m_parts.screen; }
    [[nodiscard]] Texts texts() const { return Texts(locale()); }
    [[nodiscard]] QString languageCode() const; ///< "ru", "be" or "en", never "system"
    [[nodiscard]] const std::optional<Descriptor> &invitation() const { return m_invitation; }
    void report(const Failure &failure);
    void refresh();
    /// Runs \a job on a worker thread, busy meanwhile, then \a done here.
    void work(std::function<void()> job, std::function<void()> done);
    /// The codes in a picture file, found on a worker thread (a large picture takes seconds); \a done is called here, later.
    void readPicture(const QString &file, std::function<void(Result<QStringList>)> done);

Q_SIGNALS:
    void stageChanged();
    void busyChanged();
    void problemChanged();
    void recoveryCodeChanged();
    void arrivedReceiptChanged();
    void searchingChanged();
    void languageChanged();
    void themeChanged();
    void retailerFound(const QString &retailerId);
    /// The wallet's content changed; pages read it again.
    void contentChanged();

private:
    void runBeside(std::function<void()> job, std::function<void()> done);
    template <class Value>
    void attempt(const std::shared_ptr<Protection> &protection, std::function<Result<Value>()> job,
                 std::function<void(Result<Value> &)> done);
    void setPassphraseNeeded();
    void restore(const QString &path, const QString &passphraseOrCode, bool withKeyStore);
    void open(const std::shared_ptr<Protection> &protection);
    void enter(std::unique_ptr<Wallet> wallet);
    void setStage(Stage stage);
    void setProblem(const QString &problem);
    void setSearching(bool searching);
    void fetchDescriptor(QString wanted);
    void setRecoveryCode(const QString &code);
    void setArrived(qint64 receiptId);
    void purchaseAnswered(const QString &retailerId, const PurchaseAnswer &answer);
    void installTranslation();
    [[nodiscard]] QLocale locale() const;

    Parts m_parts;
    std::unique_ptr<QSettings> m_settings;
    CardView *m_card;
    RetailersModel *m_retailers;
    OffersModel *m_personalOffers;
    OffersModel *m_commonOffers;
    ReceiptsModel *m_receipts;
    PocketModel *m_pocket;
    BackupKeeper *m_backups;
    std::unique_ptr<Session> m_session;
    QTimer m_refreshSoon; ///< one reading of the wallet for all that the relay reports in one turn of the event loop
    std::vector<QThread *> m_threads;
    QTranslator m_translator;
    QString m_language = QStringLiteral("system");
    Theme m_theme = SystemTheme;
    Stage m_stage = FirstStart;
    int m_working = 0;
    std::shared_ptr<Cancellation> m_attempt; ///< the creating or opening that runs; null where none does, or the last one was cancelled
    QTimer m_keyStoreIsSlow;
    bool m_waitsForKeyStore = false;
    bool m_passphraseNeeded = false;
    bool m_searching = false;
    Wallet::Slots m_slots;
    QString m_problem;
    QString m_recoveryCode;
    qint64 m_arrivedReceipt = 0;
    QString m_arrivedText;
    std::optional<Descriptor> m_invitation;
};

/// White space of the shopper's typing removed, NFC, UTF-8, wiped at its end: what Protection wants.
[[nodiscard]] SecretBytes passphraseFrom(const QString &typed);

/// The local file that a path or a file: URL names, where it exists; empty otherwise.
[[nodiscard]] QString existingFile(const QString &pathOrUrl);

} // namespace odna
