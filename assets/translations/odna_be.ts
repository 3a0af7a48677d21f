<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="be" sourcelanguage="en">
<context>
    <name>AddRetailerPage</name>
    <message>
        <source>Add a shop</source>
        <translation>Дадаць краму</translation>
    </message>
    <message>
        <source>Type the shop&apos;s address, or add a picture of its code.</source>
        <translation>Увядзіце адрас крамы або дадайце выяву яе кода.</translation>
    </message>
    <message>
        <source>Address or picture file</source>
        <translation>Адрас або файл выявы</translation>
    </message>
    <message>
        <source>Looking does not join: nothing about you is sent until you have read what the shop asks and agreed.</source>
        <translation>Паглядзець не значыць уступіць: пра вас нічога не адпраўляецца, пакуль вы не прачытаеце, што просіць крама, і не пагодзіцеся.</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Шукаем…</translation>
    </message>
    <message>
        <source>Look it up</source>
        <translation>Знайсці</translation>
    </message>
</context>
<context>
    <name>BackupPage</name>
    <message>
        <source>Backup</source>
        <translation>Рэзервовая копія</translation>
    </message>
    <message>
        <source>A backup is one encrypted file with everything: the card, your shops, receipts and cards. It opens with your passphrase or your recovery code.</source>
        <translation>Рэзервовая копія — адзін зашыфраваны файл, у якім усё: картка, вашы крамы, чэкі і іншыя карткі. Ён адкрываецца парольнай фразай або кодам аднаўлення.</translation>
    </message>
    <message>
        <source>There is no recent backup</source>
        <translation>Няма свежай рэзервовай копіі</translation>
    </message>
    <message>
        <source>Without one, a lost phone takes your cards and receipts with it.</source>
        <translation>Без яе разам са згубленым тэлефонам прападуць карткі і чэкі.</translation>
    </message>
    <message>
        <source>Automatic backup</source>
        <translation>Аўтаматычная копія</translation>
    </message>
    <message>
        <source>Choose a folder; it is kept up to date after every change</source>
        <translation>Выберыце папку: копія ў ёй абнаўляецца пасля кожнай змены</translation>
    </message>
    <message>
        <source>Stop automatic backup</source>
        <translation>Не рабіць аўтаматычных копій</translation>
    </message>
    <message>
        <source>Last backup: %1</source>
        <translation>Апошняя копія: %1</translation>
    </message>
    <message>
        <source>Back up now…</source>
        <translation>Зрабіць копію цяпер…</translation>
    </message>
</context>
<context>
    <name>CardFoot</name>
    <message>
        <source>Barcode</source>
        <translation>Штрыхкод</translation>
    </message>
    <message>
        <source>QR code</source>
        <translation>QR-код</translation>
    </message>
    <message>
        <source>Opening your wallet…</source>
        <translation>Адкрываем кашалёк…</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Разблакаваць</translation>
    </message>
    <message>
        <source>Open it another way</source>
        <translation>Адкрыць інакш</translation>
    </message>
</context>
<context>
    <name>CardNews</name>
    <message>
        <source>Confirm your purchase</source>
        <translation>Пацвердзіце пакупку</translation>
    </message>
    <message>
        <source>A till has sent a receipt</source>
        <translation>Каса даслала чэк</translation>
    </message>
    <message>
        <source>Write down your recovery code</source>
        <translation>Запішыце код аднаўлення</translation>
    </message>
    <message>
        <source>It brings the card back when this device is lost.</source>
        <translation>Ён верне карту, калі прылада згубіцца.</translation>
    </message>
    <message>
        <source>Join your first shop under Shops, then show this code at its till.</source>
        <translation>Дадайце першую краму ў раздзеле «Крамы» і пакажыце гэты код на касе.</translation>
    </message>
    <message>
        <source>Show this code at the till. Your last confirmed purchase will stand here.</source>
        <translation>Пакажыце гэты код на касе. Тут з&apos;явіцца апошняя пацверджаная пакупка.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Налады</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Заблакаваць</translation>
    </message>
</context>
<context>
    <name>CardPage</name>
    <message>
        <source>Card</source>
        <translation>Карта</translation>
    </message>
    <message>
        <source>This screen is too small for the code. Read the digits aloud, or show the QR code.</source>
        <translation>Экран замалы для гэтага кода. Прадыктуйце лічбы або пакажыце QR-код.</translation>
    </message>
    <message>
        <source>The code is small here. Hold it close to the scanner, or read the digits aloud.</source>
        <translation>Код тут дробны. Паднясіце яго бліжэй да сканера або прадыктуйце лічбы.</translation>
    </message>
</context>
<context>
    <name>CodeCard</name>
    <message>
        <source>Your card, number %1</source>
        <translation>Ваша карта, нумар %1</translation>
    </message>
    <message>
        <source>One card for every shop</source>
        <translation>Адна карта для ўсіх крам</translation>
    </message>
    <message>
        <source>Code of card number %1</source>
        <translation>Код карты з нумарам %1</translation>
    </message>
</context>
<context>
    <name>ConfirmPage</name>
    <message>
        <source>Confirm purchase</source>
        <translation>Пацвярджэнне пакупкі</translation>
    </message>
    <message>
        <source>Which shop issued it?</source>
        <translation>Якая крама выдала гэты чэк?</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>Выбрана</translation>
    </message>
    <message>
        <source>It will send to %1, and to nobody else:</source>
        <translation>Будзе адпраўлена ў %1 і нікому больш:</translation>
    </message>
    <message>
        <source>Confirm to %1</source>
        <translation>Пацвердзіць для %1</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Не цяпер</translation>
    </message>
</context>
<context>
    <name>ConsentPage</name>
    <message>
        <source>Consent document</source>
        <translation>Тэкст згоды</translation>
    </message>
    <message>
        <source>%1, version %2</source>
        <translation>%1, версія %2</translation>
    </message>
</context>
<context>
    <name>EditCardPage</name>
    <message>
        <source>Edit card</source>
        <translation>Змяніць картку</translation>
    </message>
    <message>
        <source>New card</source>
        <translation>Новая картка</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Крама</translation>
    </message>
    <message>
        <source>Number on the card</source>
        <translation>Нумар на картцы</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>Узяць %1</translation>
    </message>
    <message>
        <source>Kind of code</source>
        <translation>Від кода</translation>
    </message>
    <message>
        <source>Preview of the code</source>
        <translation>Так будзе выглядаць код</translation>
    </message>
    <message>
        <source>Printed number, where it is another one</source>
        <translation>Надрукаваны нумар, калі ён іншы</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Нататка</translation>
    </message>
    <message>
        <source>Groups, with commas between</source>
        <translation>Групы праз коску</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Баланс</translation>
    </message>
    <message>
        <source>Currency; empty for points</source>
        <translation>Валюта; пуста — балы</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>Дзейнічае з</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Дзейнічае да</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Колер</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Захаваць</translation>
    </message>
</context>
<context>
    <name>Failure</name>
    <message>
        <source>There is no wallet in this folder yet. Create one with &quot;odna-wallet new&quot;, or choose the folder that holds yours.</source>
        <translation>У гэтай тэчцы яшчэ няма кашалька. Стварыце яго камандай &quot;odna-wallet new&quot; або выберыце тэчку, дзе ляжыць ваш.</translation>
    </message>
    <message>
        <source>There is already a wallet in this folder, and it was left untouched. Choose another folder, or open the one that is here.</source>
        <translation>У гэтай тэчцы ўжо ёсць кашалёк, і ён не крануты. Выберыце іншую тэчку або адкрыйце той, што тут.</translation>
    </message>
    <message>
        <source>This file is not an Odna wallet. Choose the folder that holds wallet.keys and wallet.db.</source>
        <translation>Гэты файл не кашалёк Odna. Выберыце тэчку, дзе ляжаць wallet.keys і wallet.db.</translation>
    </message>
    <message>
        <source>The wallet file is damaged. A copy was set aside and nothing was deleted: restore a backup, which opens with your passphrase or your recovery code.</source>
        <translation>Файл кашалька пашкоджаны. Копія адкладзена, нічога не выдалена: аднавіце рэзервовую копію: яна адкрываецца парольнай фразай або кодам аднаўлення.</translation>
    </message>
    <message>
        <source>This wallet was written by a newer version of Odna. Update the app, then open it again.</source>
        <translation>Гэты кашалёк запісаны навейшай версіяй Odna. Абнавіце праграму і адкрыйце яго зноў.</translation>
    </message>
    <message>
        <source>The wallet is locked. Unlock it, then try again.</source>
        <translation>Кашалёк заблакаваны. Разблакуйце яго і паспрабуйце зноў.</translation>
    </message>
    <message>
        <source>Another Odna program has this wallet open. Close it, then try again.</source>
        <translation>Гэты кашалёк адкрыты ў іншай праграме Odna. Закрыйце яе і паспрабуйце зноў.</translation>
    </message>
    <message>
        <source>That passphrase does not open this wallet. Check the keyboard layout and try again, or use your recovery code.</source>
        <translation>Гэтая парольная фраза не адкрывае кашалёк. Праверце раскладку клавіятуры і паспрабуйце зноў або выкарыстайце код аднаўлення.</translation>
    </message>
    <message>
        <source>This wallet needs a passphrase. Type it, or give it with --passphrase-file or the variable ODNA_PASSPHRASE.</source>
        <translation>Гэтаму кашальку патрэбна парольная фраза. Увядзіце яе або перадайце праз --passphrase-file ці зменную ODNA_PASSPHRASE.</translation>
    </message>
    <message>
        <source>That recovery code has a typing error or belongs to another card. Compare it letter by letter with your sheet.</source>
        <translation>У гэтым кодзе аднаўлення памылка друку, або ён ад іншай карты. Зверце яго з аркушам знак за знакам.</translation>
    </message>
    <message>
        <source>This device offers no key store. Protect the wallet with a passphrase instead.</source>
        <translation>На гэтай прыладзе няма сховішча ключоў. Абараніце кашалёк парольнай фразай.</translation>
    </message>
    <message>
        <source>The device&apos;s key store is locked or does not hold this wallet&apos;s key. Unlock the key store, or open the wallet with your passphrase or recovery code; no new key was made.</source>
        <translation>Сховішча ключоў прылады заблакавана або не мае ключа гэтага кашалька. Разблакуйце сховішча або адкрыйце кашалёк парольнай фразай ці кодам аднаўлення; новы ключ не створаны.</translation>
    </message>
    <message>
        <source>The device&apos;s key store did not keep the key. Protect the wallet with a passphrase instead.</source>
        <translation>Сховішча ключоў прылады не захавала ключ. Абараніце кашалёк парольнай фразай.</translation>
    </message>
    <message>
        <source>This build&apos;s encrypted storage is not SQLCipher 4.6 or later, so no wallet was opened. Install a correct build.</source>
        <translation>Шыфраванае сховішча гэтай зборкі не SQLCipher 4.6 або навейшае, таму кашалёк не адкрыты. Усталюйце правільную зборку.</translation>
    </message>
    <message>
        <source>The storage is full, so nothing was changed. Free some space, then try again.</source>
        <translation>Месца скончылася, таму нічога не зменена. Вызваліце месца і паспрабуйце зноў.</translation>
    </message>
    <message>
        <source>The storage could not be read or written. Check the disk and the folder&apos;s permissions, then try again.</source>
        <translation>Сховішча не ўдалося прачытаць або запісаць. Праверце дыск і правы на тэчку і паспрабуйце зноў.</translation>
    </message>
    <message>
        <source>The file cannot be read. Check its name and permissions.</source>
        <translation>Файл не чытаецца. Праверце яго назву і правы.</translation>
    </message>
    <message>
        <source>This file is no backup of Odna. Choose the file that Odna wrote; its name ends in .odna.</source>
        <translation>Гэта не рэзервовая копія Odna. Выберыце файл, які запісала Odna: яго імя заканчваецца на .odna.</translation>
    </message>
    <message>
        <source>This backup is damaged or was not copied whole, so nothing was restored. Copy it again, or use an older backup.</source>
        <translation>Рэзервовая копія пашкоджана або скапіравана не цалкам, таму нічога не адноўлена. Скапіруйце яе яшчэ раз або вазьміце ранейшую.</translation>
    </message>
    <message>
        <source>This code is not an Odna card: a card is 18 digits that begin with the network&apos;s prefix. Ask the shopper to show the card page.</source>
        <translation>Гэты код не карта Odna: карта складаецца з 18 лічбаў і пачынаецца з прэфікса сеткі. Папрасіце пакупніка паказаць старонку карты.</translation>
    </message>
    <message>
        <source>The check digits of this card number do not match. Scan it again, or type it carefully.</source>
        <translation>Кантрольныя лічбы гэтай карты не сыходзяцца. Адсканіруйце яе зноў або ўвядзіце ўважліва.</translation>
    </message>
    <message>
        <source>The drawn code did not read back as the same number, so it is not shown. Report this with the number&apos;s first four digits.</source>
        <translation>Намаляваны код прачытаўся не тым жа нумарам, таму ён не паказаны. Паведаміце пра гэта, назваўшы першыя чатыры лічбы нумара.</translation>
    </message>
    <message>
        <source>No code was found in this picture. Take it again closer, sharp and evenly lit.</source>
        <translation>На гэтым здымку код не знойдзены. Здыміце яшчэ раз: бліжэй, рэзка і пры роўным святле.</translation>
    </message>
    <message>
        <source>This file is not a picture that can be read. Use PNG or JPEG up to 50 megapixels.</source>
        <translation>Гэты файл не выява, якую можна прачытаць. Вазьміце PNG або JPEG да 50 мегапікселяў.</translation>
    </message>
    <message>
        <source>This code is not a receipt but a payment, contact, network or product code. Scan the fiscal code at the foot of the receipt.</source>
        <translation>Гэты код не чэк, а код плацяжу, кантакту, сеткі або тавару. Адсканіруйце фіскальны код унізе чэка.</translation>
    </message>
    <message>
        <source>This receipt format is not known. Type the total and the shop instead.</source>
        <translation>Гэты від чэка невядомы. Увядзіце вынік і краму ўручную.</translation>
    </message>
    <message>
        <source>The receipt code is incomplete or damaged. Scan it again.</source>
        <translation>Код чэка няпоўны або пашкоджаны. Адсканіруйце яго зноў.</translation>
    </message>
    <message>
        <source>The receipt&apos;s date lies in the future. Check the date of this device, then scan it again.</source>
        <translation>Дата чэка ў будучыні. Праверце дату прылады і адсканіруйце чэк зноў.</translation>
    </message>
    <message>
        <source>This receipt was issued by another seller, so it was not sent. Choose the retailer that issued it.</source>
        <translation>Гэты чэк выдадзены іншым прадаўцом, таму ён не адпраўлены. Выберыце краму, якая яго выдала.</translation>
    </message>
    <message>
        <source>This receipt code carries no total. Type the total from the paper.</source>
        <translation>У кодзе гэтага чэка няма выніку. Увядзіце вынік з паперы.</translation>
    </message>
    <message>
        <source>This receipt is already in your wallet. Nothing was sent again.</source>
        <translation>Гэты чэк ужо ў вашым кашальку. Паўторна нічога не адпраўлена.</translation>
    </message>
    <message>
        <source>This retailer is not in your wallet. Link it with its descriptor first.</source>
        <translation>Гэтай крамы няма ў вашым кашальку. Спачатку дадайце яе па апісанні.</translation>
    </message>
    <message>
        <source>This is not a retailer&apos;s Odna descriptor. Scan the retailer&apos;s code again, or ask the retailer for the right address.</source>
        <translation>Гэта не апісанне крамы для Odna. Адсканіруйце код крамы зноў або спытайце ў яе правільны адрас.</translation>
    </message>
    <message>
        <source>The retailer&apos;s descriptor is not signed with the key that you trusted, so nothing was changed. Ask the retailer before you link again.</source>
        <translation>Апісанне крамы падпісана не тым ключом, якому вы даверыліся, таму нічога не зменена. Спытайце краму, перш чым дадаваць яе зноў.</translation>
    </message>
    <message>
        <source>The retailer&apos;s descriptor is older than the one you have, so it was not taken. Try again later.</source>
        <translation>Апісанне крамы старэйшае за тое, што ў вас ёсць, таму яно не прынята. Паспрабуйце пазней.</translation>
    </message>
    <message>
        <source>The descriptor came from another address than the one that it names, so it was not taken. Ask the retailer for the right address.</source>
        <translation>Апісанне прыйшло не з таго адраса, які ў ім названы, таму яно не прынята. Спытайце ў крамы правільны адрас.</translation>
    </message>
    <message>
        <source>The retailer&apos;s descriptor has expired. Ask the retailer to publish a fresh one.</source>
        <translation>Тэрмін апісання крамы скончыўся. Папрасіце краму апублікаваць новае.</translation>
    </message>
    <message>
        <source>The retailer&apos;s address is not protected by TLS, so nothing was sent. Only addresses that begin with https are taken.</source>
        <translation>Адрас крамы не абаронены TLS, таму нічога не адпраўлена. Прымаюцца толькі адрасы, якія пачынаюцца з https.</translation>
    </message>
    <message>
        <source>The retailer cannot be reached right now. It will be tried again by itself.</source>
        <translation>Крама цяпер недаступная. Спроба паўторыцца сама.</translation>
    </message>
    <message>
        <source>The retailer did not answer in time. It will be tried again by itself.</source>
        <translation>Крама не адказала своечасова. Спроба паўторыцца сама.</translation>
    </message>
    <message>
        <source>The answer was larger than allowed and was dropped. It will be tried again by itself; tell the retailer if it goes on.</source>
        <translation>Адказ большы за дазволены і адкінуты. Спроба паўторыцца сама; калі так будзе і далей, паведаміце краме.</translation>
    </message>
    <message>
        <source>The answer broke off before its end. It will be tried again by itself.</source>
        <translation>Адказ абарваўся да канца. Спроба паўторыцца сама.</translation>
    </message>
    <message>
        <source>Something other than the retailer&apos;s gateway answered, perhaps a network log-in page. Log in to the network; it will be tried again by itself.</source>
        <translation>Адказаў не шлюз крамы, а нешта іншае, магчыма, старонка ўваходу ў сетку. Увайдзіце ў сетку; спроба паўторыцца сама.</translation>
    </message>
    <message>
        <source>The retailer&apos;s address tried to send the data elsewhere, and that was refused. It will be tried again by itself; tell the retailer if it goes on.</source>
        <translation>Адрас крамы паспрабаваў адправіць даныя ў іншае месца, і гэта адхілена. Спроба паўторыцца сама; калі так будзе і далей, паведаміце краме.</translation>
    </message>
    <message>
        <source>The answer is not signed with the retailer&apos;s key, so it does not count. It will be tried again by itself.</source>
        <translation>Адказ не падпісаны ключом крамы, таму не лічыцца. Спроба паўторыцца сама.</translation>
    </message>
    <message>
        <source>The retailer acknowledged another purchase than the one sent, so it does not count. It will be tried again by itself.</source>
        <translation>Крама пацвердзіла не тую пакупку, якая адпраўлена, таму гэта не лічыцца. Спроба паўторыцца сама.</translation>
    </message>
    <message>
        <source>A message that claims to be from this retailer is not signed by it and was dropped. Nothing is needed from you.</source>
        <translation>Паведамленне выдае сябе за гэтую краму, але не падпісана ёй, і адкінута. Ад вас нічога не патрабуецца.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was changed.</source>
        <translation>Скасавана. Нічога не зменена.</translation>
    </message>
    <message>
        <source>You have not agreed to send this to the retailer, so nothing was sent. Confirm it first.</source>
        <translation>Вы не пагадзіліся адправіць гэта краме, таму нічога не адпраўлена. Спачатку пацвердзіце.</translation>
    </message>
    <message>
        <source>This card cannot be kept like this: it needs a name, and texts and pictures have limits. Change what is named and save it again.</source>
        <translation>Гэтую карту нельга захаваць у такім выглядзе: патрэбна назва, а ў тэкстаў і малюнкаў ёсць межы. Выпраўце названае і захавайце зноў.</translation>
    </message>
    <message>
        <source>This card is not in the wallet, or no longer. Go back to the list of cards.</source>
        <translation>Гэтай карты ў кашальку няма або ўжо няма. Вярніцеся да спіса карт.</translation>
    </message>
    <message>
        <source>This kind of file is not known here. Choose an export of Catima, Loyalty Card Keychain, FidMe or Voucher Vault, or a Wallet pass.</source>
        <translation>Такі від файла тут не вядомы. Выберыце экспарт з Catima, Loyalty Card Keychain, FidMe або Voucher Vault ці карту Wallet.</translation>
    </message>
    <message>
        <source>The file is damaged or incomplete, so nothing was imported. Export or download it again.</source>
        <translation>Файл пашкоджаны або няпоўны, таму нічога не імпартавана. Экспартуйце або спампуйце яго зноў.</translation>
    </message>
    <message>
        <source>The file holds or unpacks to more than is allowed, so nothing was imported. Export fewer cards or pictures at a time.</source>
        <translation>У файле больш даных, чым дазволена, або столькі атрымліваецца пры распакоўцы, таму нічога не імпартавана. Экспартуйце за раз менш карт або малюнкаў.</translation>
    </message>
    <message>
        <source>This file is encrypted. Type the password that it was exported with.</source>
        <translation>Гэты файл зашыфраваны. Увядзіце пароль, з якім яго экспартавалі.</translation>
    </message>
    <message>
        <source>That password does not open this file. Check the keyboard layout and try again.</source>
        <translation>Гэты пароль не адкрывае файл. Праверце раскладку клавіятуры і паспрабуйце зноў.</translation>
    </message>
    <message>
        <source>The retailer did not understand the request. Update the app; if it goes on, tell the retailer.</source>
        <translation>Крама не зразумела запыт. Абнавіце праграму; калі так будзе і далей, паведаміце краме.</translation>
    </message>
    <message>
        <source>The request lacks its Idempotency-Key header. Send op_id there too.</source>
        <translation>У запыце няма загалоўка Idempotency-Key. Перадайце op_id і там.</translation>
    </message>
    <message>
        <source>The request&apos;s signature does not match. Link the retailer again if it goes on.</source>
        <translation>Подпіс запыту не сыходзіцца. Калі так будзе і далей, дадайце краму нанова.</translation>
    </message>
    <message>
        <source>This device&apos;s clock is more than five minutes off. Set the time automatically, then try again.</source>
        <translation>Гадзіннік прылады адстае або спяшаецца больш чым на пяць хвілін. Уключыце аўтаматычны час і паспрабуйце зноў.</translation>
    </message>
    <message>
        <source>The API key is missing, unknown or expired. Make one with &quot;odna-gateway keys add&quot;.</source>
        <translation>Ключ API адсутнічае, невядомы або скончыўся. Стварыце яго камандай &quot;odna-gateway keys add&quot;.</translation>
    </message>
    <message>
        <source>This API key&apos;s role may not do that. Use a key with the right role.</source>
        <translation>Роля гэтага ключа API такога не можа. Вазьміце ключ з патрэбнай роляй.</translation>
    </message>
    <message>
        <source>The shopper has not agreed to this purpose. Ask the shopper in the app first.</source>
        <translation>Пакупнік не пагадзіўся на гэтую мэту. Спачатку спытайце яго ў праграме.</translation>
    </message>
    <message>
        <source>The retailer has suspended this membership. Ask the retailer.</source>
        <translation>Крама прыпыніла ваш удзел. Спытайце краму.</translation>
    </message>
    <message>
        <source>The retailer does not know this membership. Link the retailer again.</source>
        <translation>Крама не ведае гэтага ўдзелу. Дадайце краму нанова.</translation>
    </message>
    <message>
        <source>There is nothing at this address. Compare the path with docs/openapi.yaml.</source>
        <translation>Па гэтым адрасе нічога няма. Зверце шлях з docs/openapi.yaml.</translation>
    </message>
    <message>
        <source>This address does not take that method. Compare it with docs/openapi.yaml.</source>
        <translation>Гэты адрас не прымае такі метад. Зверце яго з docs/openapi.yaml.</translation>
    </message>
    <message>
        <source>The request did not arrive whole in time. Send it again.</source>
        <translation>Запыт не прыйшоў цалкам своечасова. Адпраўце яго зноў.</translation>
    </message>
    <message>
        <source>This receipt has already been credited. Nothing more is needed.</source>
        <translation>Гэты чэк ужо залічаны. Больш нічога не трэба.</translation>
    </message>
    <message>
        <source>This card number already belongs to another key at this retailer. The app moves on to the next number by itself.</source>
        <translation>Гэты нумар карты ў гэтай краме ўжо належыць іншаму ключу. Праграма сама пяройдзе да наступнага нумара.</translation>
    </message>
    <message>
        <source>The retailer already has a later decision of yours. Set the clock of this device right and decide again.</source>
        <translation>У крамы ўжо ёсць ваша пазнейшае рашэнне. Устанавіце правільны час на прыладзе і вырашыце яшчэ раз.</translation>
    </message>
    <message>
        <source>The same operation is still under way. It will be asked again by itself.</source>
        <translation>Тая ж аперацыя яшчэ выконваецца. Запыт паўторыцца сам.</translation>
    </message>
    <message>
        <source>This membership was ended. Link the retailer again if you want it back.</source>
        <translation>Гэты ўдзел спынены. Дадайце краму нанова, калі хочаце вярнуцца.</translation>
    </message>
    <message>
        <source>This retailer no longer takes part. Nothing more is sent to it.</source>
        <translation>Гэтая крама больш не ўдзельнічае. Ёй больш нічога не адпраўляецца.</translation>
    </message>
    <message>
        <source>The message is larger than the 64 KiB that are allowed. Send a smaller one.</source>
        <translation>Паведамленне большае за дазволеныя 64 КіБ. Адпраўце меншае.</translation>
    </message>
    <message>
        <source>Only application/json is understood here. Set Content-Type accordingly.</source>
        <translation>Тут разумеюць толькі application/json. Пакажыце гэта ў Content-Type.</translation>
    </message>
    <message>
        <source>The retailer says that this receipt is not from its shops. Choose the retailer that issued it.</source>
        <translation>Крама кажа, што гэты чэк не з яе крам. Выберыце краму, якая яго выдала.</translation>
    </message>
    <message>
        <source>The retailer does not know this receipt. Check that it was scanned from the right shop, and try again tomorrow.</source>
        <translation>Крама не ведае гэтага чэка. Праверце, што ён з патрэбнай крамы, і паспрабуйце заўтра.</translation>
    </message>
    <message>
        <source>The same operation id came with other content. Use a new op_id for new content.</source>
        <translation>Той жа нумар аперацыі прыйшоў з іншым зместам. Для новага зместу патрэбны новы op_id.</translation>
    </message>
    <message>
        <source>The retailer has blocked this card. Ask the retailer.</source>
        <translation>Крама заблакавала гэтую карту. Спытайце краму.</translation>
    </message>
    <message>
        <source>Too many requests. It will be tried again by itself a little later.</source>
        <translation>Занадта шмат запытаў. Спроба паўторыцца сама крыху пазней.</translation>
    </message>
    <message>
        <source>The request&apos;s headers are larger than the 16 KiB that are allowed. Send fewer.</source>
        <translation>Загалоўкі запыту большыя за дазволеныя 16 КіБ. Адпраўце менш.</translation>
    </message>
    <message>
        <source>The retailer&apos;s own system cannot be reached right now. It will be tried again by itself.</source>
        <translation>Уласная сістэма крамы цяпер недаступная. Спроба паўторыцца сама.</translation>
    </message>
    <message>
        <source>The gateway&apos;s storage is full and nothing was recorded. Free space; it goes on without a restart.</source>
        <translation>Месца шлюза скончылася, нічога не запісана. Вызваліце месца; перазапуск не патрэбны.</translation>
    </message>
    <message>
        <source>The gateway met an unexpected fault and recorded nothing. It will be tried again by itself; the gateway&apos;s log has the reason.</source>
        <translation>У шлюзе здарыўся непрадбачаны збой, нічога не запісана. Спроба паўторыцца сама; прычына ў журнале шлюза.</translation>
    </message>
    <message>
        <source>The gateway&apos;s configuration is wrong at the place named. Mend it; &quot;odna-gateway help config&quot; shows each setting with an example.</source>
        <translation>У наладах шлюза памылка ў названым месцы. Выпраўце яе; &quot;odna-gateway help config&quot; паказвае кожную наладу з прыкладам.</translation>
    </message>
    <message>
        <source>The gateway cannot listen on that address. Choose another port with listen, or stop what uses it.</source>
        <translation>Шлюз не можа слухаць гэты адрас. Выберыце іншы порт у listen або спыніце тое, што яго займае.</translation>
    </message>
    <message>
        <source>The retailer&apos;s own system did not take the record. It is kept and tried again by itself; see the reason beside it.</source>
        <translation>Уласная сістэма крамы не прыняла запіс. Запіс захаваны, спроба паўторыцца сама; прычына паказана побач.</translation>
    </message>
    <message>
        <source>That is not how this command is used. See its help.</source>
        <translation>Гэтая каманда выкарыстоўваецца не так. Паглядзіце яе даведку.</translation>
    </message>
    <message>
        <source>This does not fit the field, so it was not saved. Write an e-mail like anna@example.com, a phone number like +375291234567, a birthday like 1990-12-31.</source>
        <translation>Гэта не пасуе да поля, таму не захавана. Пішыце пошту як anna@example.com, тэлефон як +375291234567, дзень нараджэння як 1990-12-31.</translation>
    </message>
</context>
<context>
    <name>Frame</name>
    <message>
        <source>Back</source>
        <translation>Назад</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>Import cards</source>
        <translation>Імпарт картак</translation>
    </message>
    <message>
        <source>From Catima, Loyalty Card Keychain, FidMe, Voucher Vault, or a pass for a phone&apos;s wallet (.pkpass). The file is read on this device only.</source>
        <translation>З Catima, Loyalty Card Keychain, FidMe, Voucher Vault або пропуск для кашалька тэлефона (.pkpass). Файл чытаецца толькі на гэтай прыладзе.</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Выбраць файл</translation>
    </message>
    <message>
        <source>or drop the file here</source>
        <translation>або перацягніце файл сюды</translation>
    </message>
    <message>
        <source>Files with cards</source>
        <translation>Файлы з карткамі</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Усе файлы</translation>
    </message>
    <message>
        <source>Password of the file</source>
        <translation>Пароль файла</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>Чытаем файл…</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Імпартавана</translation>
    </message>
    <message>
        <source>This would happen</source>
        <translation>Вось што адбудзецца</translation>
    </message>
    <message>
        <source>New: %1 · changed: %2 · already here: %3</source>
        <translation>Новых: %1 · змененых: %2 · ужо ёсць: %3</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Імпартаваць</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Адкрыць</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Скасаваць</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Гатова</translation>
    </message>
</context>
<context>
    <name>InboxPage</name>
    <message>
        <source>Offers</source>
        <translation>Прапановы</translation>
    </message>
    <message>
        <source>For you</source>
        <translation>Для вас</translation>
    </message>
    <message>
        <source>For everyone</source>
        <translation>Для ўсіх</translation>
    </message>
    <message>
        <source>No offers for everyone yet</source>
        <translation>Агульных прапаноў пакуль няма</translation>
    </message>
    <message>
        <source>No offers for you yet</source>
        <translation>Для вас прапаноў пакуль няма</translation>
    </message>
    <message>
        <source>Join a shop under Shops. Its offers come here, and only if you allow them.</source>
        <translation>Дадайце краму ў раздзеле «Крамы». Яе прапановы прыйдуць сюды, і толькі калі вы іх дазволіце.</translation>
    </message>
    <message>
        <source>What your shops offer to all their customers will stand here.</source>
        <translation>Тут будзе тое, што вашы крамы прапануюць усім пакупнікам.</translation>
    </message>
    <message>
        <source>Allow personal offers on a shop&apos;s page, and confirm your purchases. The shop then chooses for you.</source>
        <translation>Дазвольце асабістыя прапановы на старонцы крамы і пацвярджайце пакупкі. Тады крама падбярэ іх для вас.</translation>
    </message>
</context>
<context>
    <name>KeyStoreWait</name>
    <message>
        <source>This device&apos;s key store asks for your permission. Answer it, perhaps in a window behind this one.</source>
        <translation>Сховішча ключоў гэтай прылады пытаецца дазволу. Адкажыце яму: магчыма, яго акно пад гэтым.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Скасаваць</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>One card for every shop.</source>
        <translation>Адна карта для ўсіх крам.</translation>
    </message>
    <message>
        <source>Use the wallet in this folder.</source>
        <translation>Выкарыстаць кашалёк у гэтай тэчцы.</translation>
    </message>
    <message>
        <source>Load every page without a display, then quit.</source>
        <translation>Загрузіць усе старонкі без экрана і выйсці.</translation>
    </message>
    <message>
        <source>Quit once the first picture is on the screen (to measure the start).</source>
        <translation>Выйсці, калі першы малюнак з’явіўся на экране (каб вымераць запуск).</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Dismiss</source>
        <translation>Схаваць</translation>
    </message>
</context>
<context>
    <name>OfferPage</name>
    <message>
        <source>Why you see this</source>
        <translation>Чаму вы гэта бачыце</translation>
    </message>
    <message>
        <source>Show this coupon at the till</source>
        <translation>Пакажыце гэты купон на касе</translation>
    </message>
    <message>
        <source>Coupon %1</source>
        <translation>Купон %1</translation>
    </message>
    <message>
        <source>Advertising from %1</source>
        <translation>Рэклама: %1</translation>
    </message>
</context>
<context>
    <name>PaperReceiptPage</name>
    <message>
        <source>Reading…</source>
        <translation>Чытаем…</translation>
    </message>
    <message>
        <source>Paper receipt</source>
        <translation>Папяровы чэк</translation>
    </message>
    <message>
        <source>Paste the text of the code at the foot of the paper, or add a picture of it. It is read on this device; nobody is asked.</source>
        <translation>Устаўце тэкст кода з ніжняй часткі чэка або дадайце яго выяву. Ён чытаецца на гэтай прыладзе, нікога не пытаючыся.</translation>
    </message>
    <message>
        <source>Text of the code, or picture file</source>
        <translation>Тэкст кода або файл выявы</translation>
    </message>
    <message>
        <source>Receipt found</source>
        <translation>Чэк знойдзены</translation>
    </message>
    <message>
        <source>Total on the paper, in %1</source>
        <translation>Вынік на чэку, у %1</translation>
    </message>
    <message>
        <source>Put into my wallet</source>
        <translation>Пакласці ў кашалёк</translation>
    </message>
    <message>
        <source>Read the code</source>
        <translation>Прачытаць код</translation>
    </message>
</context>
<context>
    <name>PictureDrop</name>
    <message>
        <source>Add from picture</source>
        <translation>Дадаць з выявы</translation>
    </message>
    <message>
        <source>or drop the picture here</source>
        <translation>або перацягніце выяву сюды</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Выявы</translation>
    </message>
</context>
<context>
    <name>PocketCardPage</name>
    <message>
        <source>Remove the star</source>
        <translation>Прыбраць зорку</translation>
    </message>
    <message>
        <source>Star this card</source>
        <translation>Пазначыць зоркай</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Змяніць</translation>
    </message>
    <message>
        <source>Code of %1</source>
        <translation>Код карткі %1</translation>
    </message>
    <message>
        <source>Picture of the code of %1</source>
        <translation>Здымак кода карткі %1</translation>
    </message>
    <message>
        <source>This is a picture of the original: drawn anew, the code would not be the same.</source>
        <translation>Гэта здымак арыгінала: намаляваны нанова код быў бы іншым.</translation>
    </message>
    <message>
        <source>Picture of %1</source>
        <translation>Здымак карткі %1</translation>
    </message>
    <message>
        <source>Take out of the archive</source>
        <translation>Вярнуць з архіва</translation>
    </message>
    <message>
        <source>Put into the archive</source>
        <translation>Прыбраць у архіў</translation>
    </message>
    <message>
        <source>Remove for good</source>
        <translation>Выдаліць назаўсёды</translation>
    </message>
    <message>
        <source>Remove this card…</source>
        <translation>Выдаліць картку…</translation>
    </message>
</context>
<context>
    <name>PocketPage</name>
    <message>
        <source>Archive</source>
        <translation>Архіў</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>Карткі</translation>
    </message>
    <message>
        <source>Import cards</source>
        <translation>Імпарт картак</translation>
    </message>
    <message>
        <source>Add a card</source>
        <translation>Дадаць картку</translation>
    </message>
    <message numerus="yes">
        <source>%n expired cards are in the archive now</source>
        <translation>
            <numerusform>%n картка скончылася і цяпер у архіве</numerusform>
            <numerusform>%n карткі скончыліся і цяпер у архіве</numerusform>
            <numerusform>%n картак скончыліся і цяпер у архіве</numerusform>
        </translation>
    </message>
    <message>
        <source>Bring them back</source>
        <translation>Вярнуць</translation>
    </message>
    <message>
        <source>Search name, note or number</source>
        <translation>Назва, нататка або нумар</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Усе</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Па назве</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Нядаўнія</translation>
    </message>
    <message>
        <source>Ends soon</source>
        <translation>Хутка скончацца</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Баланс</translation>
    </message>
    <message>
        <source>No other cards yet</source>
        <translation>Іншых картак пакуль няма</translation>
    </message>
    <message>
        <source>Bring your plastic along: type a number, add a picture of the card, or import everything from Catima and other apps.</source>
        <translation>Вазьміце з сабой свой пластык: увядзіце нумар, дадайце здымак карткі або імпартуйце ўсё з Catima і іншых праграм.</translation>
    </message>
    <message>
        <source>Nothing in the archive.</source>
        <translation>У архіве пуста.</translation>
    </message>
    <message>
        <source>No card matches.</source>
        <translation>Нічога не знайшлося.</translation>
    </message>
    <message>
        <source>Archive (%1)</source>
        <translation>Архіў (%1)</translation>
    </message>
</context>
<context>
    <name>ProfilePage</name>
    <message>
        <source>About you</source>
        <translation>Пра вас</translation>
    </message>
    <message>
        <source>All of it is optional and stays on this device. A shop gets a field only when you turn on its switch there.</source>
        <translation>Усё гэта неабавязкова і застаецца на гэтай прыладзе. Крама атрымлівае поле, толькі калі вы ўключыце яго на старонцы крамы.</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Імя</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Прозвішча</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Эл. пошта</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Тэлефон</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>Дзень нараджэння</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Горад</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>Пол</translation>
    </message>
    <message>
        <source>Not said</source>
        <translation>Не пазначаны</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>Жаночы</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>Мужчынскі</translation>
    </message>
    <message>
        <source>Other</source>
        <comment>sex</comment>
        <translation>Іншы</translation>
    </message>
</context>
<context>
    <name>ReceiptHead</name>
    <message>
        <source>Paper receipt</source>
        <translation>Папяровы чэк</translation>
    </message>
</context>
<context>
    <name>ReceiptPage</name>
    <message>
        <source>Try again</source>
        <translation>Паспрабаваць яшчэ раз</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Тавары</translation>
    </message>
    <message>
        <source>Confirm this purchase…</source>
        <translation>Пацвердзіць гэтую пакупку…</translation>
    </message>
</context>
<context>
    <name>ReceiptsPage</name>
    <message>
        <source>Receipts</source>
        <translation>Чэкі</translation>
    </message>
    <message>
        <source>Add a paper receipt</source>
        <translation>Дадаць папяровы чэк</translation>
    </message>
    <message>
        <source>No receipts yet</source>
        <translation>Чэкаў пакуль няма</translation>
    </message>
    <message>
        <source>Show your card at a till: its receipt comes here. Or add one from paper with the code at its foot.</source>
        <translation>Пакажыце карту на касе, і чэк прыйдзе сюды. Або дадайце папяровы па кодзе ўнізе чэка.</translation>
    </message>
</context>
<context>
    <name>RecoveryPage</name>
    <message>
        <source>Recovery code</source>
        <translation>Код аднаўлення</translation>
    </message>
    <message>
        <source>Write these letters on paper and keep it at home. Whoever has them can open this wallet, so do not photograph them.</source>
        <translation>Запішыце гэтыя знакі на паперы і захоўвайце яе дома. Хто іх ведае, можа адкрыць кашалёк, таму не фатаграфуйце іх.</translation>
    </message>
    <message>
        <source>The code is shown once. You can make a new one in the settings at any time; the old one then stops working.</source>
        <translation>Код паказваецца адзін раз. Новы можна зрабіць у наладах у любы час; стары тады перастане дзейнічаць.</translation>
    </message>
    <message>
        <source>I have written it down</source>
        <translation>Код запісаны</translation>
    </message>
</context>
<context>
    <name>RestorePage</name>
    <message>
        <source>Restore a backup</source>
        <translation>Аднавіць з копіі</translation>
    </message>
    <message>
        <source>Your card with the same number, your shops, receipts and cards come back from the file.</source>
        <translation>Ваша картка з тым жа нумарам, крамы, чэкі і іншыя карткі вернуцца з файла.</translation>
    </message>
    <message>
        <source>Choose the backup</source>
        <translation>Выбраць копію</translation>
    </message>
    <message>
        <source>or drop the file here</source>
        <translation>або перацягніце файл сюды</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Рэзервовая копія</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Усе файлы</translation>
    </message>
    <message>
        <source>Passphrase, or recovery code from your sheet</source>
        <translation>Парольная фраза або код аднаўлення з аркуша</translation>
    </message>
    <message>
        <source>Restoring…</source>
        <translation>Аднаўляем…</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Аднавіць</translation>
    </message>
</context>
<context>
    <name>RetailerPage</name>
    <message>
        <source>You are a member</source>
        <translation>Вы ўдзельнік</translation>
    </message>
    <message>
        <source>Membership ended</source>
        <translation>Удзел спынены</translation>
    </message>
    <message>
        <source>Not yet heard by the shop</source>
        <translation>Крама яшчэ не адказала</translation>
    </message>
    <message>
        <source>What you decided holds on this device already. Odna goes on telling the shop until it answers.</source>
        <translation>Ваша рашэнне на гэтай прыладзе ўжо дзейнічае. Odna будзе паведамляць пра яго краме, пакуль тая не адкажа.</translation>
    </message>
    <message>
        <source>Purchases here are sensitive: their details show only on their own pages, never in previews.</source>
        <translation>Пакупкі тут далікатныя: падрабязнасці відаць толькі на іх уласных старонках і ніколі ў спісах.</translation>
    </message>
    <message>
        <source>Always: your card number</source>
        <translation>Заўсёды: нумар карты</translation>
    </message>
    <message>
        <source>It is what the till reads. It is the same in every shop, so two shops that compare their books could see that you are a customer of both.</source>
        <translation>Яго чытае каса. Ён адзін для ўсіх крам, таму дзве крамы, зверыўшы свае кнігі, убачылі б, што вы купляеце ў абедзвюх.</translation>
    </message>
    <message>
        <source>In this shop your card number is</source>
        <translation>У гэтай краме нумар вашай карты</translation>
    </message>
    <message>
        <source>What this shop may do</source>
        <translation>Што дазволена краме</translation>
    </message>
    <message>
        <source>Offers and statistics, only if you like</source>
        <translation>Прапановы і статыстыка, толькі па жаданні</translation>
    </message>
    <message>
        <source>Membership</source>
        <translation>Удзел</translation>
    </message>
    <message>
        <source>About you</source>
        <translation>Пра вас</translation>
    </message>
    <message>
        <source>What you have written about yourself, on this device only</source>
        <translation>Тое, што вы напісалі пра сябе, толькі на гэтай прыладзе</translation>
    </message>
    <message>
        <source>Consent document</source>
        <translation>Тэкст згоды</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Версія %1</translation>
    </message>
    <message>
        <source>End membership</source>
        <translation>Спыніць удзел</translation>
    </message>
    <message>
        <source>End the membership at once? Purchases that still wait for this shop are not sent.</source>
        <translation>Спыніць удзел адразу? Пакупкі, якія яшчэ чакаюць адпраўкі ў гэтую краму, не будуць адпраўлены.</translation>
    </message>
    <message>
        <source>End it and ask to erase my data</source>
        <translation>Спыніць і папрасіць сцерці мае даныя</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>Спыніць</translation>
    </message>
    <message>
        <source>Stay a member</source>
        <translation>Застацца ўдзельнікам</translation>
    </message>
    <message>
        <source>Joining…</source>
        <translation>Уступаем…</translation>
    </message>
    <message>
        <source>Agree and join</source>
        <translation>Пагадзіцца і ўступіць</translation>
    </message>
</context>
<context>
    <name>RetailersPage</name>
    <message>
        <source>Shops</source>
        <translation>Крамы</translation>
    </message>
    <message>
        <source>Add a shop</source>
        <translation>Дадаць краму</translation>
    </message>
    <message>
        <source>No shops yet</source>
        <translation>Крам пакуль няма</translation>
    </message>
    <message>
        <source>Scan the code that a shop shows at its entrance, or type its address. The shop learns your card number and nothing else until you allow it.</source>
        <translation>Адсканіруйце код каля ўваходу ў краму або ўвядзіце яе адрас. Крама даведаецца нумар карты і нічога больш, пакуль вы не дазволіце.</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Налады</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Мова</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Сістэмны</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Выгляд</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлы</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Цёмны</translation>
    </message>
    <message>
        <source>About you</source>
        <translation>Пра вас</translation>
    </message>
    <message>
        <source>What you have written about yourself, on this device only</source>
        <translation>Тое, што вы напісалі пра сябе, толькі на гэтай прыладзе</translation>
    </message>
    <message>
        <source>New recovery code</source>
        <translation>Новы код аднаўлення</translation>
    </message>
    <message>
        <source>The old one stops working</source>
        <translation>Стары перастане дзейнічаць</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Заблакаваць</translation>
    </message>
    <message>
        <source>The code for the till stays visible</source>
        <translation>Код для касы застанецца бачны</translation>
    </message>
    <message>
        <source>Odna %1</source>
        <translation>Odna %1</translation>
    </message>
    <message>
        <source>Free software under the Apache License 2.0. It reports to nobody.</source>
        <translation>Свабодная праграма па ліцэнзіі Apache 2.0. Нікому нічога не паведамляе.</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Рэзервовая копія</translation>
    </message>
    <message>
        <source>There is no recent backup</source>
        <translation>Няма свежай рэзервовай копіі</translation>
    </message>
    <message>
        <source>Last backup: %1</source>
        <translation>Апошняя копія: %1</translation>
    </message>
    <message>
        <source>One encrypted file with everything</source>
        <translation>Адзін зашыфраваны файл, у якім усё</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>Card</source>
        <translation>Карта</translation>
    </message>
    <message>
        <source>Offers</source>
        <translation>Прапановы</translation>
    </message>
    <message>
        <source>Shops</source>
        <translation>Крамы</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>Чэкі</translation>
    </message>
    <message>
        <source>Wallet</source>
        <translation>Кашалёк</translation>
    </message>
</context>
<context>
    <name>Spinner</name>
    <message>
        <source>Working</source>
        <translation>Выконваецца</translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message numerus="yes">
        <source>%n points</source>
        <translation>
            <numerusform>%n бал</numerusform>
            <numerusform>%n балы</numerusform>
            <numerusform>%n балаў</numerusform>
        </translation>
    </message>
    <message>
        <source>Membership</source>
        <translation>Удзел</translation>
    </message>
    <message>
        <source>Collecting points</source>
        <translation>Назапашванне балаў</translation>
    </message>
    <message>
        <source>Personal offers</source>
        <translation>Асабістыя прапановы</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Статыстыка</translation>
    </message>
    <message>
        <source>The shop keeps a membership under your card number.</source>
        <translation>Крама вядзе ўдзел пад нумарам вашай карты.</translation>
    </message>
    <message>
        <source>The shop may credit points for purchases that you confirm.</source>
        <translation>Крама можа налічваць балы за пакупкі, якія вы пацвердзілі.</translation>
    </message>
    <message>
        <source>The shop may choose offers for you and send them to your inbox.</source>
        <translation>Крама можа падбіраць прапановы для вас і дасылаць іх сюды.</translation>
    </message>
    <message>
        <source>The shop may count your purchases in its own statistics.</source>
        <translation>Крама можа ўлічваць вашы пакупкі ў сваёй статыстыцы.</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Імя</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Прозвішча</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Эл. пошта</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Тэлефон</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>Дзень нараджэння</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Горад</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>Пол</translation>
    </message>
    <message>
        <source>Received by the shop</source>
        <translation>Крама атрымала</translation>
    </message>
    <message>
        <source>Waiting at the shop</source>
        <translation>У чарзе ў крамы</translation>
    </message>
    <message>
        <source>Confirmed by the shop</source>
        <translation>Пацверджана крамай</translation>
    </message>
    <message>
        <source>Not accepted by the shop</source>
        <translation>Не прынята крамай</translation>
    </message>
    <message>
        <source>The shop is checking it</source>
        <translation>Крама правярае</translation>
    </message>
    <message>
        <source>Purchase</source>
        <translation>Пакупка</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Вяртанне</translation>
    </message>
    <message>
        <source>Bought from you</source>
        <translation>Куплена ў вас</translation>
    </message>
    <message>
        <source>Bought from you, returned</source>
        <translation>Куплена ў вас, вернута</translation>
    </message>
    <message>
        <source>read from the code</source>
        <translation>прачытана з кода</translation>
    </message>
    <message>
        <source>typed by you</source>
        <translation>уведзена вамі</translation>
    </message>
    <message>
        <source>from the shop</source>
        <translation>ад крамы</translation>
    </message>
    <message>
        <source>Not saved: a name has letters, 200 at most.</source>
        <translation>Не захавана: у імені ёсць літары, не больш за 200 знакаў.</translation>
    </message>
    <message>
        <source>Not saved: write an e-mail like anna@example.com.</source>
        <translation>Не захавана: напішыце пошту як anna@example.com.</translation>
    </message>
    <message>
        <source>Not saved: write + and the country code first, like +375 29 123-45-67.</source>
        <translation>Не захавана: пачніце з + і кода краіны, як +375 29 123-45-67.</translation>
    </message>
    <message>
        <source>Not saved: write a day that has been, like 1990-12-31 or 31.12.1990.</source>
        <translation>Не захавана: напішыце мінулы дзень, як 1990-12-31 або 31.12.1990.</translation>
    </message>
    <message>
        <source>Not saved: the name of a city has letters, 200 at most.</source>
        <translation>Не захавана: у назве горада ёсць літары, не больш за 200 знакаў.</translation>
    </message>
    <message>
        <source>Not saved: choose one of the values.</source>
        <translation>Не захавана: выберыце адно са значэнняў.</translation>
    </message>
    <message>
        <source>Belarus</source>
        <translation>Беларусь</translation>
    </message>
    <message>
        <source>Russia</source>
        <translation>Расія</translation>
    </message>
    <message>
        <source>Kazakhstan</source>
        <translation>Казахстан</translation>
    </message>
    <message>
        <source>Uzbekistan</source>
        <translation>Узбекістан</translation>
    </message>
    <message>
        <source>Ukraine</source>
        <translation>Украіна</translation>
    </message>
    <message>
        <source>Germany</source>
        <translation>Германія</translation>
    </message>
    <message>
        <source>Austria</source>
        <translation>Аўстрыя</translation>
    </message>
    <message>
        <source>Portugal</source>
        <translation>Партугалія</translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>Unlock</source>
        <translation>Разблакаваць</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Парольная фраза</translation>
    </message>
    <message>
        <source>Recovery code from your sheet</source>
        <translation>Код аднаўлення з вашага аркуша</translation>
    </message>
    <message>
        <source>Opening your wallet…</source>
        <translation>Адкрываем кашалёк…</translation>
    </message>
    <message>
        <source>Unlock with this device&apos;s key store</source>
        <translation>Адкрыць сховішчам ключоў прылады</translation>
    </message>
    <message>
        <source>Use another way</source>
        <translation>Іншым спосабам</translation>
    </message>
    <message>
        <source>Use the recovery code</source>
        <translation>Кодам аднаўлення</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Choose a passphrase</source>
        <translation>Прыдумайце парольную фразу</translation>
    </message>
    <message>
        <source>One card for every shop</source>
        <translation>Адна карта для ўсіх крам</translation>
    </message>
    <message>
        <source>Your card is made on this device. No account, no registration, and each shop sees only what you allow.</source>
        <translation>Карта ствараецца на гэтай прыладзе. Без уліковага запісу і рэгістрацыі, а кожная крама бачыць толькі тое, што вы дазволіце.</translation>
    </message>
    <message>
        <source>Passphrase, at least 8 characters</source>
        <translation>Парольная фраза, не карацей за 8 знакаў</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>Яшчэ раз тое самае</translation>
    </message>
    <message>
        <source>The two are not the same yet.</source>
        <translation>Пакуль не супадае.</translation>
    </message>
    <message>
        <source>Making your card…</source>
        <translation>Ствараем карту…</translation>
    </message>
    <message>
        <source>Create my card</source>
        <translation>Стварыць карту</translation>
    </message>
    <message>
        <source>Takes about two seconds. Works without a network.</source>
        <translation>Зойме каля дзвюх секунд. Сетка не патрэбна.</translation>
    </message>
    <message>
        <source>It protects your wallet on this device. The code at the till will not need it.</source>
        <translation>Яна абараняе кашалёк на гэтай прыладзе. Для кода на касе яна не патрэбная.</translation>
    </message>
    <message>
        <source>Use a passphrase instead</source>
        <translation>Узяць замест яго парольную фразу</translation>
    </message>
    <message>
        <source>I have a backup</source>
        <translation>У мяне ёсць рэзервовая копія</translation>
    </message>
</context>
<context>
    <name>odna::App</name>
    <message>
        <source>Confirmed purchase</source>
        <translation>Пацверджаная пакупка</translation>
    </message>
    <message>
        <source>The till has confirmed</source>
        <translation>Каса пацвердзіла</translation>
    </message>
    <message>
        <source>The shop did not accept this purchase</source>
        <translation>Крама не прыняла гэтую пакупку</translation>
    </message>
</context>
<context>
    <name>odna::CardEditor</name>
    <message>
        <source>No code</source>
        <translation>Без кода</translation>
    </message>
    <message>
        <source>The check digit is right.</source>
        <translation>Кантрольная лічба правільная.</translation>
    </message>
    <message>
        <source>The check digit is missing: it is %1.</source>
        <translation>Не хапае кантрольнай лічбы: гэта %1.</translation>
    </message>
    <message>
        <source>The last digit should be %1: look at the card once more.</source>
        <translation>Апошняя лічба павінна быць %1: паглядзіце на картку яшчэ раз.</translation>
    </message>
    <message>
        <source>No usual check digit: look at the card once more.</source>
        <translation>Кантрольная лічба не сыходзіцца: паглядзіце на картку яшчэ раз.</translation>
    </message>
    <message>
        <source>%1 has another number of digits.</source>
        <translation>У %1 іншая колькасць лічбаў.</translation>
    </message>
    <message>
        <source>%1 cannot say these letters.</source>
        <translation>%1 не перадае такія знакі.</translation>
    </message>
</context>
<context>
    <name>odna::GrantsModel</name>
    <message>
        <source>You have not filled this in</source>
        <translation>Вы гэтага не запоўнілі</translation>
    </message>
</context>
<context>
    <name>odna::ImportView</name>
    <message>
        <source>New</source>
        <translation>Новая</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Зменена</translation>
    </message>
    <message>
        <source>Already here</source>
        <translation>Ужо ёсць</translation>
    </message>
    <message>
        <source>No code</source>
        <translation>Без кода</translation>
    </message>
</context>
<context>
    <name>odna::OfferDetail</name>
    <message>
        <source>Valid until %1</source>
        <translation>Дзейнічае да %1</translation>
    </message>
</context>
<context>
    <name>odna::OffersModel</name>
    <message>
        <source>A new offer</source>
        <translation>Новая прапанова</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>Дзейнічае да %1</translation>
    </message>
</context>
<context>
    <name>odna::PocketCard</name>
    <message>
        <source>Balance</source>
        <translation>Баланс</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>Дзейнічае з</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Дзейнічае да</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Групы</translation>
    </message>
    <message>
        <source>Signed by its issuer, and unchanged.</source>
        <translation>Падпісаны тым, хто яго выпусціў, і не зменены.</translation>
    </message>
    <message>
        <source>Unchanged since it was signed; who signed it cannot be checked on this device.</source>
        <translation>Не зменены пасля подпісу; хто падпісаў, на гэтай прыладзе праверыць нельга.</translation>
    </message>
    <message>
        <source>The signature does not fit: somebody changed this pass. Ask its issuer for a new one.</source>
        <translation>Подпіс не сыходзіцца: пропуск нехта змяніў. Папрасіце новы ў таго, хто яго выпусціў.</translation>
    </message>
    <message>
        <source>This pass is not signed.</source>
        <translation>Гэты пропуск не падпісаны.</translation>
    </message>
</context>
<context>
    <name>odna::PocketModel</name>
    <message>
        <source>Expired on %1</source>
        <translation>Скончылася %1</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>Дзейнічае да %1</translation>
    </message>
</context>
<context>
    <name>odna::ReceiptDetail</name>
    <message>
        <source>Card number</source>
        <translation>Нумар карты</translation>
    </message>
    <message>
        <source>Receipt number</source>
        <translation>Нумар чэка</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Від</translation>
    </message>
    <message>
        <source>Date and time</source>
        <translation>Дата і час</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Вынік</translation>
    </message>
    <message>
        <source>Seller&apos;s tax number</source>
        <translation>Падатковы нумар прадаўца</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Крама</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Тавары</translation>
    </message>
    <message>
        <source>discount %1</source>
        <translation>зніжка %1</translation>
    </message>
    <message>
        <source>because you allowed it</source>
        <translation>бо вы гэта дазволілі</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Крыніца</translation>
    </message>
    <message>
        <source>The shop&apos;s own till</source>
        <translation>Каса самой крамы</translation>
    </message>
    <message>
        <source>Paper receipt</source>
        <translation>Папяровы чэк</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Пацверджана</translation>
    </message>
    <message>
        <source>now</source>
        <translation>цяпер</translation>
    </message>
    <message>
        <source>Membership</source>
        <translation>Удзел</translation>
    </message>
    <message>
        <source>Your consent</source>
        <translation>Ваша згода</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Аперацыя</translation>
    </message>
    <message>
        <source>a fresh random number and the time</source>
        <translation>новы выпадковы лік і час</translation>
    </message>
</context>
<context>
    <name>odna::ReceiptsModel</name>
    <message>
        <source>Not delivered</source>
        <translation>Не дастаўлена</translation>
    </message>
    <message>
        <source>On its way to the shop</source>
        <translation>На шляху ў краму</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>Чакае вас</translation>
    </message>
    <message>
        <source>Paper receipt</source>
        <translation>Папяровы чэк</translation>
    </message>
</context>
<context>
    <name>odna::RetailerDetail</name>
    <message>
        <source>Seller</source>
        <translation>Прадавец</translation>
    </message>
    <message>
        <source>Tax number</source>
        <translation>Падатковы нумар</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Адрас</translation>
    </message>
    <message>
        <source>Privacy contact</source>
        <translation>Пытанні пра даныя</translation>
    </message>
</context>
<context>
    <name>odna::RetailersModel</name>
    <message>
        <source>Membership ended</source>
        <translation>Удзел спынены</translation>
    </message>
</context>
</TS>
