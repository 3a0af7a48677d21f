// SPDX-License-Identifier: Apache-2.0
#include "app/app.h"

#include "app/picture/picture.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QThread>
#include <QUrl>

namespace odna {

namespace {

Q_LOGGING_CATEGORY(log, "odna.app", QtInfoMsg)

constexpr auto engineProperty = "odnaApp";

/// Sensitive retailers are not named where a passer-by may read along.
bool mayBeNamed(const Link *link)
{
    return link != nullptr && !link->descriptor.sensitive;
}

} // namespace

SecretBytes passphraseFrom(const QString &typed)
{
    QByteArray utf8 = typed.normalized(QString::NormalizationForm_C).toUtf8();
    return SecretBytes::wiping(utf8);
}

QString existingFile(const QString &pathOrUrl)
{
    const QString path = pathOrUrl.startsWith(QLatin1StringView("file:")) ? QUrl(pathOrUrl).toLocalFile() : pathOrUrl;
    return !path.isEmpty() && path.size() < 4096 && QFileInfo(path).isFile() ? path : QString();
}

App::App(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_card(new CardView(this))
    , m_retailers(new RetailersModel(this))
    , m_personalOffers(new OffersModel(Audience::Personal, this))
    , m_commonOffers(new OffersModel(Audience::Common, this))
    , m_receipts(new ReceiptsModel(this))
    , m_pocket(new PocketModel(this))
    , m_backups(new BackupKeeper(parts.clock, this))
{
    if (!parts.settingsFile.isEmpty()) {
        m_settings = std::make_unique<QSettings>(parts.settingsFile, QSettings::IniFormat);
        m_language = m_settings->value("language", m_language).toString();
        m_theme = static_cast<Theme>(qBound(0, m_settings->value("theme", 0).toInt(), 2));
    }
    installTranslation();
    m_refreshSoon.setSingleShot(true);
    m_refreshSoon.setInterval(0);
    connect(&m_refreshSoon, &QTimer::timeout, this, &App::refresh);
    m_keyStoreIsSlow.setSingleShot(true);
    m_keyStoreIsSlow.setInterval(500);
    connect(&m_keyStoreIsSlow, &QTimer::timeout, this, [this] {
        m_waitsForKeyStore = true;
        Q_EMIT busyChanged();
    });
}

App::~App()
{
    cancel(); // a prompt that nobody answers would keep the program for a minute
    for (QThread *thread : m_threads) {
        thread->disconnect(this);
        thread->wait();
        delete thread;
    }
    m_backups->setWallet(nullptr);
    m_session.reset();
}

App *App::create(QQmlEngine *engine, QJSEngine *)
{
    return engine->property(engineProperty).value<App *>();
}

void App::inject(QQmlEngine &engine)
{
    QJSEngine::setObjectOwnership(this, QJSEngine::CppOwnership);
    engine.setProperty(engineProperty, QVariant::fromValue(this));
    connect(this, &App::languageChanged, &engine, &QQmlEngine::retranslate);
}

App *App::of(const QObject *object)
{
    const QQmlEngine *engine = qmlEngine(object);
    return engine != nullptr ? engine->property(engineProperty).value<App *>() : nullptr;
}

// ---- language and theme

QString App::languageCode() const
{
    const QStringList known{QStringLiteral("ru"), QStringLiteral("be"), QStringLiteral("en")};
    if (known.contains(m_language)) {
        return m_language;
    }
    for (const QString &wanted : QLocale::system().uiLanguages()) {
        const QString code = wanted.section(QLatin1Char('-'), 0, 0);
        if (known.contains(code)) {
            return code;
        }
    }
    return QStringLiteral("en");
}

QLocale App::locale() const
{
    const QLocale system = QLocale::system();
    const QLocale chosen(languageCode());
    return system.language() == chosen.language() ? system : chosen;
}

void App::installTranslation()
{
    QCoreApplication::removeTranslator(&m_translator);
    if (m_translator.load(QStringLiteral(":/i18n/odna_") + languageCode())) {
        QCoreApplication::installTranslator(&m_translator);
    }
}

void App::setLanguage(const QString &language)
{
    if (language == m_language) {
        return;
    }
    m_language = language;
    if (m_settings) {
        m_settings->setValue("language", language);
    }
    installTranslation();
    refresh();
    Q_EMIT languageChanged();
}

void App::setTheme(Theme theme)
{
    if (theme == m_theme) {
        return;
    }
    m_theme = theme;
    if (m_settings) {
        m_settings->setValue("theme", static_cast<int>(theme));
    }
    Q_EMIT themeChanged();
}

// ---- the wallet's life

void App::runBeside(std::function<void()> job, std::function<void()> done)
{
    QThread *thread = QThread::create(std::move(job));
    m_threads.push_back(thread);
    connect(thread, &QThread::finished, this, [this, thread, done = std::move(done)] {
        std::erase(m_threads, thread);
        thread->deleteLater();
        done();
    });
    thread->start();
}

void App::work(std::function<void()> job, std::function<void()> done)
{
    ++m_working;
    Q_EMIT busyChanged();
    runBeside(std::move(job), [this, done = std::move(done)] {
        --m_working;
        Q_EMIT busyChanged();
        done();
    });
}

/// Makes or opens a wallet beside the screens. \a done is not called where cancel() came in time.
template <class Value>
void App::attempt(const std::shared_ptr<Protection> &protection, std::function<Result<Value>()> job,
                  std::function<void(Result<Value> &)> done)
{
    const auto cancellation = std::make_shared<Cancellation>();
    protection->cancellation = cancellation.get();
    m_attempt = cancellation;
    if (protection->keyStore != nullptr) {
        m_keyStoreIsSlow.start();
    }
    Q_EMIT busyChanged();
    auto result = std::make_shared<std::optional<Result<Value>>>();
    // The protection lives until the job has ended, and wipes its secrets then.
    runBeside([result, protection, cancellation, job = std::move(job)] { *result = job(); },
              [this, result, cancellation, done = std::move(done)] {
                  if (m_attempt != cancellation) {
                      return;
                  }
                  m_attempt.reset();
                  m_keyStoreIsSlow.stop();
                  m_waitsForKeyStore = false;
                  Q_EMIT busyChanged();
                  done(**result);
              });
}

void App::cancel()
{
    if (!m_attempt || !m_attempt->cancel()) {
        return;
    }
    m_attempt.reset();
    m_keyStoreIsSlow.stop();
    m_waitsForKeyStore = false;
    m_parts.keyStore.stopWaiting();
    Q_EMIT busyChanged();
}

void App::choosePassphrase()
{
    cancel();
    if (!isBusy()) {
        setPassphraseNeeded();
    }
}

void App::setPassphraseNeeded()
{
    m_passphraseNeeded = true;
    Q_EMIT stageChanged();
}

void App::start(bool unlock)
{
    const Result<CardNumber> card = Wallet::publicCard(m_parts.folder);
    if (!card && card.error().code == FailureCode::WalletMissing) {
        setStage(FirstStart);
        return;
    }
    m_card->setNumber(card ? std::optional(*card) : std::nullopt);
    if (const Result<Wallet::Slots> ways = Wallet::slotsOf(m_parts.folder)) {
        m_slots = *ways;
    } else {
        report(ways.error());
    }
    m_stage = Locked;
    Q_EMIT stageChanged();
    if (unlock && m_slots.keyStore) {
        this->unlock();
    }
}

void App::createCard(const QString &passphrase)
{
    if (isBusy() || m_stage != FirstStart) {
        return;
    }
    setProblem({});
    auto protection = std::make_shared<Protection>();
    if (passphrase.isEmpty()) {
        protection->keyStore = &m_parts.keyStore;
    } else {
        protection->passphrase = passphraseFrom(passphrase);
    }
    attempt<Wallet::Created>(
        protection, [protection, folder = m_parts.folder, clock = &m_parts.clock] { return Wallet::create(folder, *protection, *clock); },
        [this, hasKeyStore = protection->keyStore != nullptr](Result<Wallet::Created> &created) {
            if (created) {
                m_slots = {hasKeyStore, !hasKeyStore, true};
                setRecoveryCode(created->recoveryCode.text());
                enter(std::move(created->wallet));
                return;
            }
            const FailureCode code = created.error().code;
            if (hasKeyStore
                && (code == FailureCode::KeystoreMissing || code == FailureCode::KeystoreRefused || code == FailureCode::KeystoreLocked)) {
                setPassphraseNeeded();
                return;
            }
            report(created.error());
        });
}

void App::restoreBackup(const QString &file, const QString &passphraseOrCode)
{
    if (isBusy() || m_stage != FirstStart) {
        return;
    }
    setProblem({});
    const QString path = existingFile(file);
    if (path.isEmpty()) {
        report({FailureCode::FileUnreadable, {}});
        return;
    }
    restore(path, passphraseOrCode, true);
}

void App::restore(const QString &path, const QString &passphraseOrCode, bool withKeyStore)
{
    auto protection = std::make_shared<Protection>();
    if (Result<RecoveryCode> code = RecoveryCode::parse(passphraseOrCode)) {
        protection->recoveryCode = std::move(*code);
    } else {
        protection->passphrase = passphraseFrom(passphraseOrCode);
    }
    protection->keyStore = withKeyStore ? &m_parts.keyStore : nullptr;
    attempt<std::unique_ptr<Wallet>>(
        protection,
        [protection, path, folder = m_parts.folder, clock = &m_parts.clock]() -> Result<std::unique_ptr<Wallet>> {
            QFile backup(path);
            if (!backup.open(QIODevice::ReadOnly)) {
                return fail(FailureCode::FileUnreadable);
            }
            return Wallet::restore(backup, folder, *protection, *clock);
        },
        [this, path, passphraseOrCode, withKeyStore](Result<std::unique_ptr<Wallet>> &restored) {
            if (restored) {
                if (const Result<Wallet::Slots> ways = Wallet::slotsOf(m_parts.folder)) {
                    m_slots = *ways;
                }
                enter(std::move(*restored));
                return;
            }
            const FailureCode code = restored.error().code;
            if (withKeyStore
                && (code == FailureCode::KeystoreMissing || code == FailureCode::KeystoreRefused || code == FailureCode::KeystoreLocked)) {
                restore(path, passphraseOrCode, false); // it opens as the backup did
                return;
            }
            report(restored.error());
        });
}

void App::unlock()
{
    auto protection = std::make_shared<Protection>();
    protection->keyStore = &m_parts.keyStore;
    open(protection);
}

void App::unlockWithPassphrase(const QString &passphrase)
{
    auto protection = std::make_shared<Protection>();
    protection->passphrase = passphraseFrom(passphrase);
    open(protection);
}

void App::unlockWithRecoveryCode(const QString &code)
{
    Result<RecoveryCode> recovery = RecoveryCode::parse(code);
    if (!recovery) {
        report(recovery.error());
        return;
    }
    auto protection = std::make_shared<Protection>();
    protection->recoveryCode = std::move(*recovery);
    open(protection);
}

void App::open(const std::shared_ptr<Protection> &protection)
{
    if (isBusy() || m_stage != Locked) {
        return;
    }
    setProblem({});
    attempt<std::unique_ptr<Wallet>>(
        protection, [protection, folder = m_parts.folder, clock = &m_parts.clock] { return Wallet::open(folder, *protection, *clock); },
        [this](Result<std::unique_ptr<Wallet>> &opened) {
            if (opened) {
                enter(std::move(*opened));
            } else {
                report(opened.error());
            }
        });
}

void App::enter(std::unique_ptr<Wallet> wallet)
{
    m_session = std::make_unique<Session>(std::move(wallet), m_parts.clock);
    Relay *relay = &m_session->relay;
    connect(relay, &Relay::changed, &m_refreshSoon, qOverload<>(&QTimer::start));
    connect(relay, &Relay::purchaseAnswered, this, &App::purchaseAnswered);
    connect(relay, &Relay::receiptArrived, this, [this](const QString &, qint64 receiptId) {
        refresh();
        setArrived(receiptId);
    });
    connect(relay, &Relay::failed, this, [this](const QString &, const Failure &failure) { report(failure); });
    m_backups->setWallet(m_session->wallet.get());
    refresh();
    m_pocket->archiveExpired();
    setStage(Open);
    if (m_parts.live) {
        relay->start();
    }
}

void App::lock()
{
    if (m_stage != Open) {
        return;
    }
    m_invitation.reset();
    setRecoveryCode({});
    setArrived(0);
    setProblem({});
    m_card->dismissConfirmation();
    setStage(Locked); // pages of the open wallet go first
    m_backups->setWallet(nullptr);
    const std::unique_ptr<Session> ended = std::move(m_session);
    refresh();
}

void App::refresh()
{
    m_refreshSoon.stop();
    Session *session = m_session.get();
    CardView::Last last;
    QString trouble;
    if (session != nullptr) {
        session->links.clear();
        const Result<QList<Link>> links = session->wallet->links();
        if (!links) {
            trouble = sentenceOf(links.error().code);
        } else {
            for (const Link &link : *links) {
                session->links.insert(link.retailerId(), link);
            }
        }
        m_card->setNumber(session->wallet->card().number);
        const Result<QList<HeldReceipt>> receipts = session->wallet->receipts(40);
        QDateTime newest;
        for (const HeldReceipt &held : receipts ? *receipts : QList<HeldReceipt>()) {
            if (!held.purchase || held.purchase->status == PurchaseStatus::Rejected || (newest.isValid() && held.purchase->at <= newest)) {
                continue;
            }
            newest = held.purchase->at;
            const Link *link = session->linkOf(held.retailerId);
            const bool named = mayBeNamed(link);
            last.title = named ? link->descriptor.brand : tr("Confirmed purchase");
            last.amount = named && held.receipt.total ? texts().money(*held.receipt.total) : QString();
            last.detail = texts().moment(newest);
            if (held.purchase->points && named) {
                last.detail += QStringLiteral(" · ") + texts().points(*held.purchase->points);
            }
        }
    }
    m_card->setLast(last);
    m_retailers->refresh(session, trouble);
    m_personalOffers->refresh(session, texts());
    m_commonOffers->refresh(session, texts());
    m_receipts->refresh(session, texts());
    m_pocket->refresh(session, texts(), m_parts.clock.now());
    m_backups->noteChange();
    if (m_arrivedReceipt != 0 && session != nullptr) {
        const Result<HeldReceipt> held = session->wallet->receipt(m_arrivedReceipt);
        if (held && held->confirmed) {
            setArrived(0);
        }
    }
    Q_EMIT contentChanged();
}

void App::setStage(Stage stage)
{
    if (stage != m_stage) {
        m_stage = stage;
        Q_EMIT stageChanged();
    }
}

// ---- what the shopper should know

void App::report(const Failure &failure)
{
    qCInfo(log).noquote() << describe(failure);
    setProblem(sentenceOf(failure.code));
}

void App::setProblem(const QString &problem)
{
    if (problem != m_problem) {
        m_problem = problem;
        Q_EMIT problemChanged();
    }
}

void App::setRecoveryCode(const QString &code)
{
    if (code != m_recoveryCode) {
        m_recoveryCode = code;
        Q_EMIT recoveryCodeChanged();
    }
}

void App::renewRecoveryCode()
{
    if (!m_session) {
        return;
    }
    if (const Result<RecoveryCode> code = m_session->wallet->renewRecoveryCode()) {
        setRecoveryCode(code->text());
    } else {
        report(code.error());
    }
}

void App::recoveryCodeWritten()
{
    setRecoveryCode({});
}

void App::setArrived(qint64 receiptId)
{
    m_arrivedReceipt = receiptId;
    m_arrivedText.clear();
    if (receiptId != 0 && m_session) {
        if (const Result<HeldReceipt> held = m_session->wallet->receipt(receiptId)) {
            const Link *link = m_session->linkOf(held->retailerId);
            if (mayBeNamed(link)) {
                m_arrivedText = link->descriptor.brand;
                if (held->receipt.total) {
                    m_arrivedText += QStringLiteral(" · ") + texts().money(*held->receipt.total);
                }
            }
        }
    }
    Q_EMIT arrivedReceiptChanged();
}

void App::dismissArrived()
{
    setArrived(0);
}

void App::purchaseAnswered(const QString &retailerId, const PurchaseAnswer &answer)
{
    refresh();
    const Link *link = m_session ? m_session->linkOf(retailerId) : nullptr;
    const bool named = mayBeNamed(link);
    QStringList details;
    if (named) {
        details.append(link->descriptor.brand);
        const Result<QList<HeldReceipt>> receipts = m_session->wallet->receipts(40);
        for (const HeldReceipt &held : receipts ? *receipts : QList<HeldReceipt>()) {
            if (held.receipt.fiscal == answer.fiscal && held.receipt.kind == answer.kind && held.receipt.total) {
                details.append(texts().money(*held.receipt.total));
                break;
            }
        }
        if (answer.points) {
            details.append(texts().points(*answer.points));
        }
    }
    const QString detail = details.join(QStringLiteral(" · "));
    switch (answer.status) {
    case PurchaseStatus::Accepted:
        m_card->setConfirmation(CardView::Confirmed, tr("The till has confirmed"), detail);
        break;
    case PurchaseStatus::Rejected:
        m_card->setConfirmation(CardView::Refused, tr("The shop did not accept this purchase"), named ? answer.reason : QString());
        break;
    case PurchaseStatus::Received:
    case PurchaseStatus::Queued:
    case PurchaseStatus::NeedsReview:
        m_card->setConfirmation(CardView::Sent, texts().status(answer.status), detail);
        break;
    }
}

// ---- retailers and profile

void App::findRetailer(const QString &address)
{
    if (!m_session || m_searching) {
        return;
    }
    setProblem({});
    const QString file = existingFile(address.trimmed());
    if (file.isEmpty()) {
        fetchDescriptor(address.trimmed());
        return;
    }
    setSearching(true);
    readPicture(file, [this](const Result<QStringList> &codes) {
        setSearching(false);
        if (codes) {
            fetchDescriptor(codes->constFirst());
        } else {
            report(codes.error());
        }
    });
}

void App::readPicture(const QString &file, std::function<void(Result<QStringList>)> done)
{
    auto codes = std::make_shared<Result<QStringList>>(fail(FailureCode::NothingDecoded));
    work(
        [codes, file] {
            if (const auto found = codesInFile(file)) {
                QStringList texts;
                for (const DecodedCode &code : *found) {
                    texts.append(code.text);
                }
                *codes = std::move(texts);
            } else {
                *codes = std::unexpected(found.error());
            }
        },
        [codes, done = std::move(done)] { done(std::move(*codes)); });
}

void App::setSearching(bool searching)
{
    m_searching = searching;
    Q_EMIT searchingChanged();
}

void App::fetchDescriptor(QString wanted)
{
    if (!m_session) {
        return;
    }
    if (!wanted.contains(QLatin1StringView("://"))) {
        wanted = QStringLiteral("https://") + wanted;
    }
    const QUrl url(wanted, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty()) {
        report({FailureCode::DescriptorMalformed, {}});
        return;
    }
    setSearching(true);
    m_session->relay.fetchDescriptor(url, [this](const Result<Descriptor> &descriptor) {
        setSearching(false);
        if (!descriptor) {
            if (descriptor.error().code != FailureCode::Cancelled) {
                report(descriptor.error());
            }
            return;
        }
        m_invitation = *descriptor;
        refresh();
        Q_EMIT retailerFound(descriptor->retailerId);
    });
}

void App::sync()
{
    if (m_session) {
        m_session->relay.retryNow();
    }
}

QString App::profileValue(const QString &field) const
{
    const std::optional<ProfileField> known = profileFieldNamed(field);
    if (!known || !m_session) {
        return {};
    }
    const Result<Profile> profile = m_session->wallet->profile();
    return profile ? profile->value(*known) : QString();
}

QString App::setProfileValue(const QString &field, const QString &typed)
{
    const std::optional<ProfileField> known = profileFieldNamed(field);
    if (!known || !m_session) {
        return {};
    }
    const Result<QString> value = checkedProfileValue(*known, typed, clock().now().toLocalTime().date());
    if (!value) {
        return texts().wrong(*known);
    }
    Result<Profile> profile = m_session->wallet->profile();
    if (!profile) {
        return sentenceOf(profile.error().code);
    }
    if (profile->value(*known) == *value) {
        return {};
    }
    if (value->isEmpty()) {
        profile->remove(*known);
    } else {
        profile->insert(*known, *value);
    }
    if (const Result<void> stored = m_session->wallet->setProfile(*profile); !stored) {
        return sentenceOf(stored.error().code);
    }
    Q_EMIT contentChanged();
    return {};
}

} // namespace odna
