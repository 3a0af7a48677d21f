<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="en">
<context>
    <name>AddRetailerPage</name>
    <message>
        <source>Add a shop</source>
        <translation>Добавить магазин</translation>
    </message>
    <message>
        <source>Type the shop&apos;s address, or add a picture of its code.</source>
        <translation>Введите адрес магазина или добавьте изображение его кода.</translation>
    </message>
    <message>
        <source>Address or picture file</source>
        <translation>Адрес или файл изображения</translation>
    </message>
    <message>
        <source>Looking does not join: nothing about you is sent until you have read what the shop asks and agreed.</source>
        <translation>Посмотреть не значит вступить: о вас ничего не отправляется, пока вы не прочтёте, что просит магазин, и не согласитесь.</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Ищем…</translation>
    </message>
    <message>
        <source>Look it up</source>
        <translation>Найти</translation>
    </message>
</context>
<context>
    <name>BackupPage</name>
    <message>
        <source>Backup</source>
        <translation>Резервная копия</translation>
    </message>
    <message>
        <source>A backup is one encrypted file with everything: the card, your shops, receipts and cards. It opens with your passphrase or your recovery code.</source>
        <translation>Резервная копия — один зашифрованный файл, в котором всё: карта, ваши магазины, чеки и другие карты. Он открывается парольной фразой или кодом восстановления.</translation>
    </message>
    <message>
        <source>There is no recent backup</source>
        <translation>Нет свежей резервной копии</translation>
    </message>
    <message>
        <source>Without one, a lost phone takes your cards and receipts with it.</source>
        <translation>Без неё вместе с потерянным телефоном пропадут карты и чеки.</translation>
    </message>
    <message>
        <source>Automatic backup</source>
        <translation>Автоматическая копия</translation>
    </message>
    <message>
        <source>Choose a folder; it is kept up to date after every change</source>
        <translation>Выберите папку: копия в ней обновляется после каждого изменения</translation>
    </message>
    <message>
        <source>Stop automatic backup</source>
        <translation>Не делать автоматические копии</translation>
    </message>
    <message>
        <source>Last backup: %1</source>
        <translation>Последняя копия: %1</translation>
    </message>
    <message>
        <source>Back up now…</source>
        <translation>Сделать копию сейчас…</translation>
    </message>
</context>
<context>
    <name>CardFoot</name>
    <message>
        <source>Barcode</source>
        <translation>Штрихкод</translation>
    </message>
    <message>
        <source>QR code</source>
        <translation>QR-код</translation>
    </message>
    <message>
        <source>Opening your wallet…</source>
        <translation>Открываем кошелёк…</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Разблокировать</translation>
    </message>
    <message>
        <source>Open it another way</source>
        <translation>Открыть иначе</translation>
    </message>
</context>
<context>
    <name>CardNews</name>
    <message>
        <source>Confirm your purchase</source>
        <translation>Подтвердите покупку</translation>
    </message>
    <message>
        <source>A till has sent a receipt</source>
        <translation>Касса прислала чек</translation>
    </message>
    <message>
        <source>Write down your recovery code</source>
        <translation>Запишите код восстановления</translation>
    </message>
    <message>
        <source>It brings the card back when this device is lost.</source>
        <translation>Он вернёт карту, если устройство потеряется.</translation>
    </message>
    <message>
        <source>Join your first shop under Shops, then show this code at its till.</source>
        <translation>Добавьте первый магазин в разделе «Магазины» и покажите этот код на кассе.</translation>
    </message>
    <message>
        <source>Show this code at the till. Your last confirmed purchase will stand here.</source>
        <translation>Покажите этот код на кассе. Здесь появится последняя подтверждённая покупка.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Заблокировать</translation>
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
        <translation>Экран слишком мал для этого кода. Продиктуйте цифры или покажите QR-код.</translation>
    </message>
    <message>
        <source>The code is small here. Hold it close to the scanner, or read the digits aloud.</source>
        <translation>Код здесь мелкий. Поднесите его ближе к сканеру или продиктуйте цифры.</translation>
    </message>
</context>
<context>
    <name>CodeCard</name>
    <message>
        <source>Your card, number %1</source>
        <translation>Ваша карта, номер %1</translation>
    </message>
    <message>
        <source>One card for every shop</source>
        <translation>Одна карта для всех магазинов</translation>
    </message>
    <message>
        <source>Code of card number %1</source>
        <translation>Код карты с номером %1</translation>
    </message>
</context>
<context>
    <name>ConfirmPage</name>
    <message>
        <source>Confirm purchase</source>
        <translation>Подтверждение покупки</translation>
    </message>
    <message>
        <source>Which shop issued it?</source>
        <translation>Какой магазин выдал этот чек?</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>Выбран</translation>
    </message>
    <message>
        <source>It will send to %1, and to nobody else:</source>
        <translation>Будет отправлено в %1 и никому больше:</translation>
    </message>
    <message>
        <source>Confirm to %1</source>
        <translation>Подтвердить для %1</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Не сейчас</translation>
    </message>
</context>
<context>
    <name>ConsentPage</name>
    <message>
        <source>Consent document</source>
        <translation>Текст согласия</translation>
    </message>
    <message>
        <source>%1, version %2</source>
        <translation>%1, версия %2</translation>
    </message>
</context>
<context>
    <name>EditCardPage</name>
    <message>
        <source>Edit card</source>
        <translation>Изменить карту</translation>
    </message>
    <message>
        <source>New card</source>
        <translation>Новая карта</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Магазин</translation>
    </message>
    <message>
        <source>Number on the card</source>
        <translation>Номер на карте</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>Взять %1</translation>
    </message>
    <message>
        <source>Kind of code</source>
        <translation>Вид кода</translation>
    </message>
    <message>
        <source>Preview of the code</source>
        <translation>Так будет выглядеть код</translation>
    </message>
    <message>
        <source>Printed number, where it is another one</source>
        <translation>Напечатанный номер, если он другой</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Заметка</translation>
    </message>
    <message>
        <source>Groups, with commas between</source>
        <translation>Группы через запятую</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Баланс</translation>
    </message>
    <message>
        <source>Currency; empty for points</source>
        <translation>Валюта; пусто — баллы</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>Действует с</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Действует до</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Цвет</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Сохранить</translation>
    </message>
</context>
<context>
    <name>Failure</name>
    <message>
        <source>There is no wallet in this folder yet. Create one with &quot;odna-wallet new&quot;, or choose the folder that holds yours.</source>
        <translation>В этой папке ещё нет кошелька. Создайте его командой &quot;odna-wallet new&quot; или выберите папку, где лежит ваш.</translation>
    </message>
    <message>
        <source>There is already a wallet in this folder, and it was left untouched. Choose another folder, or open the one that is here.</source>
        <translation>В этой папке уже есть кошелёк, и он не тронут. Выберите другую папку или откройте тот, что здесь.</translation>
    </message>
    <message>
        <source>This file is not an Odna wallet. Choose the folder that holds wallet.keys and wallet.db.</source>
        <translation>Этот файл не кошелёк Odna. Выберите папку, где лежат wallet.keys и wallet.db.</translation>
    </message>
    <message>
        <source>The wallet file is damaged. A copy was set aside and nothing was deleted: restore a backup, which opens with your passphrase or your recovery code.</source>
        <translation>Файл кошелька повреждён. Копия отложена, ничего не удалено: восстановите резервную копию: она открывается парольной фразой или кодом восстановления.</translation>
    </message>
    <message>
        <source>This wallet was written by a newer version of Odna. Update the app, then open it again.</source>
        <translation>Этот кошелёк записан более новой версией Odna. Обновите приложение и откройте его снова.</translation>
    </message>
    <message>
        <source>The wallet is locked. Unlock it, then try again.</source>
        <translation>Кошелёк заблокирован. Разблокируйте его и попробуйте снова.</translation>
    </message>
    <message>
        <source>Another Odna program has this wallet open. Close it, then try again.</source>
        <translation>Этот кошелёк открыт в другой программе Odna. Закройте её и попробуйте снова.</translation>
    </message>
    <message>
        <source>That passphrase does not open this wallet. Check the keyboard layout and try again, or use your recovery code.</source>
        <translation>Эта парольная фраза не открывает кошелёк. Проверьте раскладку клавиатуры и попробуйте снова или используйте код восстановления.</translation>
    </message>
    <message>
        <source>This wallet needs a passphrase. Type it, or give it with --passphrase-file or the variable ODNA_PASSPHRASE.</source>
        <translation>Этому кошельку нужна парольная фраза. Введите её или передайте через --passphrase-file или переменную ODNA_PASSPHRASE.</translation>
    </message>
    <message>
        <source>That recovery code has a typing error or belongs to another card. Compare it letter by letter with your sheet.</source>
        <translation>В этом коде восстановления опечатка, или он от другой карты. Сверьте его с листом знак за знаком.</translation>
    </message>
    <message>
        <source>This device offers no key store. Protect the wallet with a passphrase instead.</source>
        <translation>На этом устройстве нет хранилища ключей. Защитите кошелёк парольной фразой.</translation>
    </message>
    <message>
        <source>The device&apos;s key store is locked or does not hold this wallet&apos;s key. Unlock the key store, or open the wallet with your passphrase or recovery code; no new key was made.</source>
        <translation>Хранилище ключей устройства заблокировано или не содержит ключа этого кошелька. Разблокируйте хранилище или откройте кошелёк парольной фразой или кодом восстановления; новый ключ не создан.</translation>
    </message>
    <message>
        <source>The device&apos;s key store did not keep the key. Protect the wallet with a passphrase instead.</source>
        <translation>Хранилище ключей устройства не сохранило ключ. Защитите кошелёк парольной фразой.</translation>
    </message>
    <message>
        <source>This build&apos;s encrypted storage is not SQLCipher 4.6 or later, so no wallet was opened. Install a correct build.</source>
        <translation>Шифрованное хранилище этой сборки не SQLCipher 4.6 или новее, поэтому кошелёк не открыт. Установите правильную сборку.</translation>
    </message>
    <message>
        <source>The storage is full, so nothing was changed. Free some space, then try again.</source>
        <translation>Место закончилось, поэтому ничего не изменено. Освободите место и попробуйте снова.</translation>
    </message>
    <message>
        <source>The storage could not be read or written. Check the disk and the folder&apos;s permissions, then try again.</source>
        <translation>Хранилище не удалось прочитать или записать. Проверьте диск и права на папку и попробуйте снова.</translation>
    </message>
    <message>
        <source>The file cannot be read. Check its name and permissions.</source>
        <translation>Файл не читается. Проверьте его имя и права.</translation>
    </message>
    <message>
        <source>This file is no backup of Odna. Choose the file that Odna wrote; its name ends in .odna.</source>
        <translation>Это не резервная копия Odna. Выберите файл, который записала Odna: его имя оканчивается на .odna.</translation>
    </message>
    <message>
        <source>This backup is damaged or was not copied whole, so nothing was restored. Copy it again, or use an older backup.</source>
        <translation>Резервная копия повреждена или скопирована не полностью, поэтому ничего не восстановлено. Скопируйте её ещё раз или возьмите более раннюю.</translation>
    </message>
    <message>
        <source>This code is not an Odna card: a card is 18 digits that begin with the network&apos;s prefix. Ask the shopper to show the card page.</source>
        <translation>Этот код не карта Odna: карта состоит из 18 цифр и начинается с префикса сети. Попросите покупателя показать страницу карты.</translation>
    </message>
    <message>
        <source>The check digits of this card number do not match. Scan it again, or type it carefully.</source>
        <translation>Контрольные цифры этой карты не сходятся. Отсканируйте её снова или введите внимательно.</translation>
    </message>
    <message>
        <source>The drawn code did not read back as the same number, so it is not shown. Report this with the number&apos;s first four digits.</source>
        <translation>Нарисованный код прочитался не тем же номером, поэтому он не показан. Сообщите об этом, назвав первые четыре цифры номера.</translation>
    </message>
    <message>
        <source>No code was found in this picture. Take it again closer, sharp and evenly lit.</source>
        <translation>На этом снимке код не найден. Снимите ещё раз: ближе, резко и при ровном свете.</translation>
    </message>
    <message>
        <source>This file is not a picture that can be read. Use PNG or JPEG up to 50 megapixels.</source>
        <translation>Этот файл не изображение, которое можно прочитать. Возьмите PNG или JPEG до 50 мегапикселей.</translation>
    </message>
    <message>
        <source>This code is not a receipt but a payment, contact, network or product code. Scan the fiscal code at the foot of the receipt.</source>
        <translation>Этот код не чек, а код платежа, контакта, сети или товара. Отсканируйте фискальный код внизу чека.</translation>
    </message>
    <message>
        <source>This receipt format is not known. Type the total and the shop instead.</source>
        <translation>Этот вид чека неизвестен. Введите итог и магазин вручную.</translation>
    </message>
    <message>
        <source>The receipt code is incomplete or damaged. Scan it again.</source>
        <translation>Код чека неполный или повреждён. Отсканируйте его снова.</translation>
    </message>
    <message>
        <source>The receipt&apos;s date lies in the future. Check the date of this device, then scan it again.</source>
        <translation>Дата чека в будущем. Проверьте дату устройства и отсканируйте чек снова.</translation>
    </message>
    <message>
        <source>This receipt was issued by another seller, so it was not sent. Choose the retailer that issued it.</source>
        <translation>Этот чек выдан другим продавцом, поэтому он не отправлен. Выберите магазин, который его выдал.</translation>
    </message>
    <message>
        <source>This receipt code carries no total. Type the total from the paper.</source>
        <translation>В коде этого чека нет итога. Введите итог с бумаги.</translation>
    </message>
    <message>
        <source>This receipt is already in your wallet. Nothing was sent again.</source>
        <translation>Этот чек уже в вашем кошельке. Повторно ничего не отправлено.</translation>
    </message>
    <message>
        <source>This retailer is not in your wallet. Link it with its descriptor first.</source>
        <translation>Этого магазина нет в вашем кошельке. Сначала добавьте его по описанию.</translation>
    </message>
    <message>
        <source>This is not a retailer&apos;s Odna descriptor. Scan the retailer&apos;s code again, or ask the retailer for the right address.</source>
        <translation>Это не описание магазина для Odna. Отсканируйте код магазина снова или спросите у него верный адрес.</translation>
    </message>
    <message>
        <source>The retailer&apos;s descriptor is not signed with the key that you trusted, so nothing was changed. Ask the retailer before you link again.</source>
        <translation>Описание магазина подписано не тем ключом, которому вы доверились, поэтому ничего не изменено. Спросите магазин, прежде чем добавлять его снова.</translation>
    </message>
    <message>
        <source>The retailer&apos;s descriptor is older than the one you have, so it was not taken. Try again later.</source>
        <translation>Описание магазина старше того, что у вас есть, поэтому оно не принято. Попробуйте позже.</translation>
    </message>
    <message>
        <source>The descriptor came from another address than the one that it names, so it was not taken. Ask the retailer for the right address.</source>
        <translation>Описание пришло не с того адреса, который в нём назван, поэтому оно не принято. Спросите у магазина верный адрес.</translation>
    </message>
    <message>
        <source>The retailer&apos;s descriptor has expired. Ask the retailer to publish a fresh one.</source>
        <translation>Срок описания магазина истёк. Попросите магазин опубликовать новое.</translation>
    </message>
    <message>
        <source>The retailer&apos;s address is not protected by TLS, so nothing was sent. Only addresses that begin with https are taken.</source>
        <translation>Адрес магазина не защищён TLS, поэтому ничего не отправлено. Принимаются только адреса, которые начинаются с https.</translation>
    </message>
    <message>
        <source>The retailer cannot be reached right now. It will be tried again by itself.</source>
        <translation>Магазин сейчас недоступен. Попытка повторится сама.</translation>
    </message>
    <message>
        <source>The retailer did not answer in time. It will be tried again by itself.</source>
        <translation>Магазин не ответил вовремя. Попытка повторится сама.</translation>
    </message>
    <message>
        <source>The answer was larger than allowed and was dropped. It will be tried again by itself; tell the retailer if it goes on.</source>
        <translation>Ответ больше дозволенного и отброшен. Попытка повторится сама; если так будет и дальше, сообщите магазину.</translation>
    </message>
    <message>
        <source>The answer broke off before its end. It will be tried again by itself.</source>
        <translation>Ответ оборвался до конца. Попытка повторится сама.</translation>
    </message>
    <message>
        <source>Something other than the retailer&apos;s gateway answered, perhaps a network log-in page. Log in to the network; it will be tried again by itself.</source>
        <translation>Ответил не шлюз магазина, а что-то другое, возможно, страница входа в сеть. Войдите в сеть; попытка повторится сама.</translation>
    </message>
    <message>
        <source>The retailer&apos;s address tried to send the data elsewhere, and that was refused. It will be tried again by itself; tell the retailer if it goes on.</source>
        <translation>Адрес магазина попытался отправить данные в другое место, и это отклонено. Попытка повторится сама; если так будет и дальше, сообщите магазину.</translation>
    </message>
    <message>
        <source>The answer is not signed with the retailer&apos;s key, so it does not count. It will be tried again by itself.</source>
        <translation>Ответ не подписан ключом магазина, поэтому не считается. Попытка повторится сама.</translation>
    </message>
    <message>
        <source>The retailer acknowledged another purchase than the one sent, so it does not count. It will be tried again by itself.</source>
        <translation>Магазин подтвердил не ту покупку, которая отправлена, поэтому это не считается. Попытка повторится сама.</translation>
    </message>
    <message>
        <source>A message that claims to be from this retailer is not signed by it and was dropped. Nothing is needed from you.</source>
        <translation>Сообщение выдаёт себя за этот магазин, но не подписано им, и отброшено. От вас ничего не требуется.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was changed.</source>
        <translation>Отменено. Ничего не изменено.</translation>
    </message>
    <message>
        <source>You have not agreed to send this to the retailer, so nothing was sent. Confirm it first.</source>
        <translation>Вы не согласились отправить это магазину, поэтому ничего не отправлено. Сначала подтвердите.</translation>
    </message>
    <message>
        <source>This card cannot be kept like this: it needs a name, and texts and pictures have limits. Change what is named and save it again.</source>
        <translation>Эту карту нельзя сохранить в таком виде: нужно название, а у текстов и картинок есть пределы. Исправьте указанное и сохраните снова.</translation>
    </message>
    <message>
        <source>This card is not in the wallet, or no longer. Go back to the list of cards.</source>
        <translation>Этой карты в кошельке нет или больше нет. Вернитесь к списку карт.</translation>
    </message>
    <message>
        <source>This kind of file is not known here. Choose an export of Catima, Loyalty Card Keychain, FidMe or Voucher Vault, or a Wallet pass.</source>
        <translation>Такой вид файла здесь не известен. Выберите экспорт из Catima, Loyalty Card Keychain, FidMe или Voucher Vault либо карту Wallet.</translation>
    </message>
    <message>
        <source>The file is damaged or incomplete, so nothing was imported. Export or download it again.</source>
        <translation>Файл повреждён или неполон, поэтому ничего не импортировано. Экспортируйте или скачайте его снова.</translation>
    </message>
    <message>
        <source>The file holds or unpacks to more than is allowed, so nothing was imported. Export fewer cards or pictures at a time.</source>
        <translation>В файле больше данных, чем разрешено, или столько получается при распаковке, поэтому ничего не импортировано. Экспортируйте за раз меньше карт или картинок.</translation>
    </message>
    <message>
        <source>This file is encrypted. Type the password that it was exported with.</source>
        <translation>Этот файл зашифрован. Введите пароль, с которым его экспортировали.</translation>
    </message>
    <message>
        <source>That password does not open this file. Check the keyboard layout and try again.</source>
        <translation>Этот пароль не открывает файл. Проверьте раскладку клавиатуры и попробуйте снова.</translation>
    </message>
    <message>
        <source>The retailer did not understand the request. Update the app; if it goes on, tell the retailer.</source>
        <translation>Магазин не понял запрос. Обновите приложение; если так будет и дальше, сообщите магазину.</translation>
    </message>
    <message>
        <source>The request lacks its Idempotency-Key header. Send op_id there too.</source>
        <translation>В запросе нет заголовка Idempotency-Key. Передайте op_id и там.</translation>
    </message>
    <message>
        <source>The request&apos;s signature does not match. Link the retailer again if it goes on.</source>
        <translation>Подпись запроса не сходится. Если так будет и дальше, добавьте магазин заново.</translation>
    </message>
    <message>
        <source>This device&apos;s clock is more than five minutes off. Set the time automatically, then try again.</source>
        <translation>Часы устройства отстают или спешат больше чем на пять минут. Включите автоматическое время и попробуйте снова.</translation>
    </message>
    <message>
        <source>The API key is missing, unknown or expired. Make one with &quot;odna-gateway keys add&quot;.</source>
        <translation>Ключ API отсутствует, неизвестен или истёк. Создайте его командой &quot;odna-gateway keys add&quot;.</translation>
    </message>
    <message>
        <source>This API key&apos;s role may not do that. Use a key with the right role.</source>
        <translation>Роль этого ключа API такого не может. Возьмите ключ с нужной ролью.</translation>
    </message>
    <message>
        <source>The shopper has not agreed to this purpose. Ask the shopper in the app first.</source>
        <translation>Покупатель не согласился на эту цель. Сначала спросите его в приложении.</translation>
    </message>
    <message>
        <source>The retailer has suspended this membership. Ask the retailer.</source>
        <translation>Магазин приостановил ваше участие. Спросите магазин.</translation>
    </message>
    <message>
        <source>The retailer does not know this membership. Link the retailer again.</source>
        <translation>Магазин не знает этого участия. Добавьте магазин заново.</translation>
    </message>
    <message>
        <source>There is nothing at this address. Compare the path with docs/openapi.yaml.</source>
        <translation>По этому адресу ничего нет. Сверьте путь с docs/openapi.yaml.</translation>
    </message>
    <message>
        <source>This address does not take that method. Compare it with docs/openapi.yaml.</source>
        <translation>Этот адрес не принимает такой метод. Сверьте его с docs/openapi.yaml.</translation>
    </message>
    <message>
        <source>The request did not arrive whole in time. Send it again.</source>
        <translation>Запрос не пришёл целиком вовремя. Отправьте его снова.</translation>
    </message>
    <message>
        <source>This receipt has already been credited. Nothing more is needed.</source>
        <translation>Этот чек уже зачтён. Больше ничего не нужно.</translation>
    </message>
    <message>
        <source>This card number already belongs to another key at this retailer. The app moves on to the next number by itself.</source>
        <translation>Этот номер карты в этом магазине уже принадлежит другому ключу. Приложение само перейдёт к следующему номеру.</translation>
    </message>
    <message>
        <source>The retailer already has a later decision of yours. Set the clock of this device right and decide again.</source>
        <translation>У магазина уже есть ваше более позднее решение. Установите верное время на устройстве и решите ещё раз.</translation>
    </message>
    <message>
        <source>The same operation is still under way. It will be asked again by itself.</source>
        <translation>Та же операция ещё выполняется. Запрос повторится сам.</translation>
    </message>
    <message>
        <source>This membership was ended. Link the retailer again if you want it back.</source>
        <translation>Это участие прекращено. Добавьте магазин заново, если хотите вернуться.</translation>
    </message>
    <message>
        <source>This retailer no longer takes part. Nothing more is sent to it.</source>
        <translation>Этот магазин больше не участвует. Ему больше ничего не отправляется.</translation>
    </message>
    <message>
        <source>The message is larger than the 64 KiB that are allowed. Send a smaller one.</source>
        <translation>Сообщение больше разрешённых 64 КиБ. Отправьте меньшее.</translation>
    </message>
    <message>
        <source>Only application/json is understood here. Set Content-Type accordingly.</source>
        <translation>Здесь понимают только application/json. Укажите это в Content-Type.</translation>
    </message>
    <message>
        <source>The retailer says that this receipt is not from its shops. Choose the retailer that issued it.</source>
        <translation>Магазин говорит, что этот чек не из его магазинов. Выберите магазин, который его выдал.</translation>
    </message>
    <message>
        <source>The retailer does not know this receipt. Check that it was scanned from the right shop, and try again tomorrow.</source>
        <translation>Магазин не знает этого чека. Проверьте, что он из нужного магазина, и попробуйте завтра.</translation>
    </message>
    <message>
        <source>The same operation id came with other content. Use a new op_id for new content.</source>
        <translation>Тот же номер операции пришёл с другим содержанием. Для нового содержания нужен новый op_id.</translation>
    </message>
    <message>
        <source>The retailer has blocked this card. Ask the retailer.</source>
        <translation>Магазин заблокировал эту карту. Спросите магазин.</translation>
    </message>
    <message>
        <source>Too many requests. It will be tried again by itself a little later.</source>
        <translation>Слишком много запросов. Попытка повторится сама немного позже.</translation>
    </message>
    <message>
        <source>The request&apos;s headers are larger than the 16 KiB that are allowed. Send fewer.</source>
        <translation>Заголовки запроса больше разрешённых 16 КиБ. Отправьте меньше.</translation>
    </message>
    <message>
        <source>The retailer&apos;s own system cannot be reached right now. It will be tried again by itself.</source>
        <translation>Собственная система магазина сейчас недоступна. Попытка повторится сама.</translation>
    </message>
    <message>
        <source>The gateway&apos;s storage is full and nothing was recorded. Free space; it goes on without a restart.</source>
        <translation>Место шлюза закончилось, ничего не записано. Освободите место; перезапуск не нужен.</translation>
    </message>
    <message>
        <source>The gateway met an unexpected fault and recorded nothing. It will be tried again by itself; the gateway&apos;s log has the reason.</source>
        <translation>В шлюзе случился непредвиденный сбой, ничего не записано. Попытка повторится сама; причина в журнале шлюза.</translation>
    </message>
    <message>
        <source>The gateway&apos;s configuration is wrong at the place named. Mend it; &quot;odna-gateway help config&quot; shows each setting with an example.</source>
        <translation>В настройках шлюза ошибка в указанном месте. Исправьте её; &quot;odna-gateway help config&quot; показывает каждую настройку с примером.</translation>
    </message>
    <message>
        <source>The gateway cannot listen on that address. Choose another port with listen, or stop what uses it.</source>
        <translation>Шлюз не может слушать этот адрес. Выберите другой порт в listen или остановите то, что его занимает.</translation>
    </message>
    <message>
        <source>The retailer&apos;s own system did not take the record. It is kept and tried again by itself; see the reason beside it.</source>
        <translation>Собственная система магазина не приняла запись. Запись сохранена, попытка повторится сама; причина указана рядом.</translation>
    </message>
    <message>
        <source>That is not how this command is used. See its help.</source>
        <translation>Эта команда используется не так. Посмотрите её справку.</translation>
    </message>
    <message>
        <source>This does not fit the field, so it was not saved. Write an e-mail like anna@example.com, a phone number like +375291234567, a birthday like 1990-12-31.</source>
        <translation>Это не подходит для поля, поэтому не сохранено. Пишите почту как anna@example.com, телефон как +375291234567, день рождения как 1990-12-31.</translation>
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
        <translation>Импорт карт</translation>
    </message>
    <message>
        <source>From Catima, Loyalty Card Keychain, FidMe, Voucher Vault, or a pass for a phone&apos;s wallet (.pkpass). The file is read on this device only.</source>
        <translation>Из Catima, Loyalty Card Keychain, FidMe, Voucher Vault или пропуск для кошелька телефона (.pkpass). Файл читается только на этом устройстве.</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Выбрать файл</translation>
    </message>
    <message>
        <source>or drop the file here</source>
        <translation>или перетащите файл сюда</translation>
    </message>
    <message>
        <source>Files with cards</source>
        <translation>Файлы с картами</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Все файлы</translation>
    </message>
    <message>
        <source>Password of the file</source>
        <translation>Пароль файла</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>Читаем файл…</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Импортировано</translation>
    </message>
    <message>
        <source>This would happen</source>
        <translation>Вот что произойдёт</translation>
    </message>
    <message>
        <source>New: %1 · changed: %2 · already here: %3</source>
        <translation>Новых: %1 · изменённых: %2 · уже есть: %3</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Импортировать</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Открыть</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Готово</translation>
    </message>
</context>
<context>
    <name>InboxPage</name>
    <message>
        <source>Offers</source>
        <translation>Предложения</translation>
    </message>
    <message>
        <source>For you</source>
        <translation>Для вас</translation>
    </message>
    <message>
        <source>For everyone</source>
        <translation>Для всех</translation>
    </message>
    <message>
        <source>No offers for everyone yet</source>
        <translation>Общих предложений пока нет</translation>
    </message>
    <message>
        <source>No offers for you yet</source>
        <translation>Для вас предложений пока нет</translation>
    </message>
    <message>
        <source>Join a shop under Shops. Its offers come here, and only if you allow them.</source>
        <translation>Добавьте магазин в разделе «Магазины». Его предложения придут сюда, и только если вы их разрешите.</translation>
    </message>
    <message>
        <source>What your shops offer to all their customers will stand here.</source>
        <translation>Здесь будет то, что ваши магазины предлагают всем покупателям.</translation>
    </message>
    <message>
        <source>Allow personal offers on a shop&apos;s page, and confirm your purchases. The shop then chooses for you.</source>
        <translation>Разрешите личные предложения на странице магазина и подтверждайте покупки. Тогда магазин подберёт их для вас.</translation>
    </message>
</context>
<context>
    <name>KeyStoreWait</name>
    <message>
        <source>This device&apos;s key store asks for your permission. Answer it, perhaps in a window behind this one.</source>
        <translation>Хранилище ключей этого устройства спрашивает разрешения. Ответьте ему: возможно, его окно под этим.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Отмена</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>One card for every shop.</source>
        <translation>Одна карта для всех магазинов.</translation>
    </message>
    <message>
        <source>Use the wallet in this folder.</source>
        <translation>Использовать кошелёк в этой папке.</translation>
    </message>
    <message>
        <source>Load every page without a display, then quit.</source>
        <translation>Загрузить все страницы без экрана и выйти.</translation>
    </message>
    <message>
        <source>Quit once the first picture is on the screen (to measure the start).</source>
        <translation>Выйти, когда первый кадр появился на экране (чтобы измерить запуск).</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Dismiss</source>
        <translation>Скрыть</translation>
    </message>
</context>
<context>
    <name>OfferPage</name>
    <message>
        <source>Why you see this</source>
        <translation>Почему вы это видите</translation>
    </message>
    <message>
        <source>Show this coupon at the till</source>
        <translation>Покажите этот купон на кассе</translation>
    </message>
    <message>
        <source>Coupon %1</source>
        <translation>Купон %1</translation>
    </message>
    <message>
        <source>Advertising from %1</source>
        <translation>Реклама: %1</translation>
    </message>
</context>
<context>
    <name>PaperReceiptPage</name>
    <message>
        <source>Reading…</source>
        <translation>Читаем…</translation>
    </message>
    <message>
        <source>Paper receipt</source>
        <translation>Бумажный чек</translation>
    </message>
    <message>
        <source>Paste the text of the code at the foot of the paper, or add a picture of it. It is read on this device; nobody is asked.</source>
        <translation>Вставьте текст кода с нижней части чека или добавьте его изображение. Он читается на этом устройстве, никого не спрашивая.</translation>
    </message>
    <message>
        <source>Text of the code, or picture file</source>
        <translation>Текст кода или файл изображения</translation>
    </message>
    <message>
        <source>Receipt found</source>
        <translation>Чек найден</translation>
    </message>
    <message>
        <source>Total on the paper, in %1</source>
        <translation>Итог на чеке, в %1</translation>
    </message>
    <message>
        <source>Put into my wallet</source>
        <translation>Положить в кошелёк</translation>
    </message>
    <message>
        <source>Read the code</source>
        <translation>Прочитать код</translation>
    </message>
</context>
<context>
    <name>PictureDrop</name>
    <message>
        <source>Add from picture</source>
        <translation>Добавить из изображения</translation>
    </message>
    <message>
        <source>or drop the picture here</source>
        <translation>или перетащите изображение сюда</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Изображения</translation>
    </message>
</context>
<context>
    <name>PocketCardPage</name>
    <message>
        <source>Remove the star</source>
        <translation>Убрать звезду</translation>
    </message>
    <message>
        <source>Star this card</source>
        <translation>Отметить звездой</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Изменить</translation>
    </message>
    <message>
        <source>Code of %1</source>
        <translation>Код карты %1</translation>
    </message>
    <message>
        <source>Picture of the code of %1</source>
        <translation>Снимок кода карты %1</translation>
    </message>
    <message>
        <source>This is a picture of the original: drawn anew, the code would not be the same.</source>
        <translation>Это снимок оригинала: нарисованный заново код был бы другим.</translation>
    </message>
    <message>
        <source>Picture of %1</source>
        <translation>Снимок карты %1</translation>
    </message>
    <message>
        <source>Take out of the archive</source>
        <translation>Вернуть из архива</translation>
    </message>
    <message>
        <source>Put into the archive</source>
        <translation>Убрать в архив</translation>
    </message>
    <message>
        <source>Remove for good</source>
        <translation>Удалить навсегда</translation>
    </message>
    <message>
        <source>Remove this card…</source>
        <translation>Удалить карту…</translation>
    </message>
</context>
<context>
    <name>PocketPage</name>
    <message>
        <source>Archive</source>
        <translation>Архив</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>Карты</translation>
    </message>
    <message>
        <source>Import cards</source>
        <translation>Импорт карт</translation>
    </message>
    <message>
        <source>Add a card</source>
        <translation>Добавить карту</translation>
    </message>
    <message numerus="yes">
        <source>%n expired cards are in the archive now</source>
        <translation>
            <numerusform>%n карта закончилась и теперь в архиве</numerusform>
            <numerusform>%n карты закончились и теперь в архиве</numerusform>
            <numerusform>%n карт закончились и теперь в архиве</numerusform>
        </translation>
    </message>
    <message>
        <source>Bring them back</source>
        <translation>Вернуть</translation>
    </message>
    <message>
        <source>Search name, note or number</source>
        <translation>Название, заметка или номер</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Все</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>По названию</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Недавние</translation>
    </message>
    <message>
        <source>Ends soon</source>
        <translation>Скоро закончатся</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Баланс</translation>
    </message>
    <message>
        <source>No other cards yet</source>
        <translation>Других карт пока нет</translation>
    </message>
    <message>
        <source>Bring your plastic along: type a number, add a picture of the card, or import everything from Catima and other apps.</source>
        <translation>Возьмите с собой свой пластик: введите номер, добавьте снимок карты или импортируйте всё из Catima и других приложений.</translation>
    </message>
    <message>
        <source>Nothing in the archive.</source>
        <translation>В архиве пусто.</translation>
    </message>
    <message>
        <source>No card matches.</source>
        <translation>Ничего не нашлось.</translation>
    </message>
    <message>
        <source>Archive (%1)</source>
        <translation>Архив (%1)</translation>
    </message>
</context>
<context>
    <name>ProfilePage</name>
    <message>
        <source>About you</source>
        <translation>О вас</translation>
    </message>
    <message>
        <source>All of it is optional and stays on this device. A shop gets a field only when you turn on its switch there.</source>
        <translation>Всё это необязательно и остаётся на этом устройстве. Магазин получает поле, только если вы включите его на странице магазина.</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Фамилия</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Эл. почта</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Телефон</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>День рождения</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Город</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>Пол</translation>
    </message>
    <message>
        <source>Not said</source>
        <translation>Не указан</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>Женский</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>Мужской</translation>
    </message>
    <message>
        <source>Other</source>
        <comment>sex</comment>
        <translation>Другой</translation>
    </message>
</context>
<context>
    <name>ReceiptHead</name>
    <message>
        <source>Paper receipt</source>
        <translation>Бумажный чек</translation>
    </message>
</context>
<context>
    <name>ReceiptPage</name>
    <message>
        <source>Try again</source>
        <translation>Попробовать ещё раз</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Товары</translation>
    </message>
    <message>
        <source>Confirm this purchase…</source>
        <translation>Подтвердить эту покупку…</translation>
    </message>
</context>
<context>
    <name>ReceiptsPage</name>
    <message>
        <source>Receipts</source>
        <translation>Чеки</translation>
    </message>
    <message>
        <source>Add a paper receipt</source>
        <translation>Добавить бумажный чек</translation>
    </message>
    <message>
        <source>No receipts yet</source>
        <translation>Чеков пока нет</translation>
    </message>
    <message>
        <source>Show your card at a till: its receipt comes here. Or add one from paper with the code at its foot.</source>
        <translation>Покажите карту на кассе, и чек придёт сюда. Или добавьте бумажный по коду внизу чека.</translation>
    </message>
</context>
<context>
    <name>RecoveryPage</name>
    <message>
        <source>Recovery code</source>
        <translation>Код восстановления</translation>
    </message>
    <message>
        <source>Write these letters on paper and keep it at home. Whoever has them can open this wallet, so do not photograph them.</source>
        <translation>Запишите эти знаки на бумаге и храните её дома. Кто их знает, может открыть кошелёк, поэтому не фотографируйте их.</translation>
    </message>
    <message>
        <source>The code is shown once. You can make a new one in the settings at any time; the old one then stops working.</source>
        <translation>Код показывается один раз. Новый можно сделать в настройках в любое время; старый тогда перестанет действовать.</translation>
    </message>
    <message>
        <source>I have written it down</source>
        <translation>Я записал код</translation>
    </message>
</context>
<context>
    <name>RestorePage</name>
    <message>
        <source>Restore a backup</source>
        <translation>Восстановить из копии</translation>
    </message>
    <message>
        <source>Your card with the same number, your shops, receipts and cards come back from the file.</source>
        <translation>Ваша карта с тем же номером, магазины, чеки и другие карты вернутся из файла.</translation>
    </message>
    <message>
        <source>Choose the backup</source>
        <translation>Выбрать копию</translation>
    </message>
    <message>
        <source>or drop the file here</source>
        <translation>или перетащите файл сюда</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Резервная копия</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Все файлы</translation>
    </message>
    <message>
        <source>Passphrase, or recovery code from your sheet</source>
        <translation>Парольная фраза или код восстановления с листа</translation>
    </message>
    <message>
        <source>Restoring…</source>
        <translation>Восстанавливаем…</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Восстановить</translation>
    </message>
</context>
<context>
    <name>RetailerPage</name>
    <message>
        <source>You are a member</source>
        <translation>Вы участник</translation>
    </message>
    <message>
        <source>Membership ended</source>
        <translation>Участие прекращено</translation>
    </message>
    <message>
        <source>Not yet heard by the shop</source>
        <translation>Магазин ещё не ответил</translation>
    </message>
    <message>
        <source>What you decided holds on this device already. Odna goes on telling the shop until it answers.</source>
        <translation>Ваше решение на этом устройстве уже действует. Odna будет сообщать о нём магазину, пока тот не ответит.</translation>
    </message>
    <message>
        <source>Purchases here are sensitive: their details show only on their own pages, never in previews.</source>
        <translation>Покупки здесь деликатные: подробности видны только на их собственных страницах и никогда в списках.</translation>
    </message>
    <message>
        <source>Always: your card number</source>
        <translation>Всегда: номер карты</translation>
    </message>
    <message>
        <source>It is what the till reads. It is the same in every shop, so two shops that compare their books could see that you are a customer of both.</source>
        <translation>Его читает касса. Он один для всех магазинов, поэтому два магазина, сверив свои книги, увидели бы, что вы покупаете в обоих.</translation>
    </message>
    <message>
        <source>In this shop your card number is</source>
        <translation>В этом магазине номер вашей карты</translation>
    </message>
    <message>
        <source>What this shop may do</source>
        <translation>Что разрешено магазину</translation>
    </message>
    <message>
        <source>Offers and statistics, only if you like</source>
        <translation>Предложения и статистика, только по желанию</translation>
    </message>
    <message>
        <source>Membership</source>
        <translation>Участие</translation>
    </message>
    <message>
        <source>About you</source>
        <translation>О вас</translation>
    </message>
    <message>
        <source>What you have written about yourself, on this device only</source>
        <translation>То, что вы написали о себе, только на этом устройстве</translation>
    </message>
    <message>
        <source>Consent document</source>
        <translation>Текст согласия</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Версия %1</translation>
    </message>
    <message>
        <source>End membership</source>
        <translation>Прекратить участие</translation>
    </message>
    <message>
        <source>End the membership at once? Purchases that still wait for this shop are not sent.</source>
        <translation>Прекратить участие сразу? Покупки, которые ещё ждут отправки в этот магазин, не будут отправлены.</translation>
    </message>
    <message>
        <source>End it and ask to erase my data</source>
        <translation>Прекратить и попросить стереть мои данные</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>Прекратить</translation>
    </message>
    <message>
        <source>Stay a member</source>
        <translation>Остаться участником</translation>
    </message>
    <message>
        <source>Joining…</source>
        <translation>Вступаем…</translation>
    </message>
    <message>
        <source>Agree and join</source>
        <translation>Согласиться и вступить</translation>
    </message>
</context>
<context>
    <name>RetailersPage</name>
    <message>
        <source>Shops</source>
        <translation>Магазины</translation>
    </message>
    <message>
        <source>Add a shop</source>
        <translation>Добавить магазин</translation>
    </message>
    <message>
        <source>No shops yet</source>
        <translation>Магазинов пока нет</translation>
    </message>
    <message>
        <source>Scan the code that a shop shows at its entrance, or type its address. The shop learns your card number and nothing else until you allow it.</source>
        <translation>Отсканируйте код у входа в магазин или введите его адрес. Магазин узнает номер карты и ничего больше, пока вы не разрешите.</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Настройки</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Язык</translation>
    </message>
    <message>
        <source>System</source>
        <translation>Системный</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Оформление</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Светлое</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Тёмное</translation>
    </message>
    <message>
        <source>About you</source>
        <translation>О вас</translation>
    </message>
    <message>
        <source>What you have written about yourself, on this device only</source>
        <translation>То, что вы написали о себе, только на этом устройстве</translation>
    </message>
    <message>
        <source>New recovery code</source>
        <translation>Новый код восстановления</translation>
    </message>
    <message>
        <source>The old one stops working</source>
        <translation>Старый перестанет действовать</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Заблокировать</translation>
    </message>
    <message>
        <source>The code for the till stays visible</source>
        <translation>Код для кассы останется виден</translation>
    </message>
    <message>
        <source>Odna %1</source>
        <translation>Odna %1</translation>
    </message>
    <message>
        <source>Free software under the Apache License 2.0. It reports to nobody.</source>
        <translation>Свободная программа по лицензии Apache 2.0. Никому ничего не сообщает.</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Резервная копия</translation>
    </message>
    <message>
        <source>There is no recent backup</source>
        <translation>Нет свежей резервной копии</translation>
    </message>
    <message>
        <source>Last backup: %1</source>
        <translation>Последняя копия: %1</translation>
    </message>
    <message>
        <source>One encrypted file with everything</source>
        <translation>Один зашифрованный файл, в котором всё</translation>
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
        <translation>Предложения</translation>
    </message>
    <message>
        <source>Shops</source>
        <translation>Магазины</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>Чеки</translation>
    </message>
    <message>
        <source>Wallet</source>
        <translation>Кошелёк</translation>
    </message>
</context>
<context>
    <name>Spinner</name>
    <message>
        <source>Working</source>
        <translation>Выполняется</translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message numerus="yes">
        <source>%n points</source>
        <translation>
            <numerusform>%n балл</numerusform>
            <numerusform>%n балла</numerusform>
            <numerusform>%n баллов</numerusform>
        </translation>
    </message>
    <message>
        <source>Membership</source>
        <translation>Участие</translation>
    </message>
    <message>
        <source>Collecting points</source>
        <translation>Накопление баллов</translation>
    </message>
    <message>
        <source>Personal offers</source>
        <translation>Личные предложения</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Статистика</translation>
    </message>
    <message>
        <source>The shop keeps a membership under your card number.</source>
        <translation>Магазин ведёт участие под номером вашей карты.</translation>
    </message>
    <message>
        <source>The shop may credit points for purchases that you confirm.</source>
        <translation>Магазин может начислять баллы за покупки, которые вы подтвердили.</translation>
    </message>
    <message>
        <source>The shop may choose offers for you and send them to your inbox.</source>
        <translation>Магазин может подбирать предложения для вас и присылать их сюда.</translation>
    </message>
    <message>
        <source>The shop may count your purchases in its own statistics.</source>
        <translation>Магазин может учитывать ваши покупки в своей статистике.</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>Имя</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Фамилия</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Эл. почта</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Телефон</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>День рождения</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Город</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>Пол</translation>
    </message>
    <message>
        <source>Received by the shop</source>
        <translation>Магазин получил</translation>
    </message>
    <message>
        <source>Waiting at the shop</source>
        <translation>В очереди у магазина</translation>
    </message>
    <message>
        <source>Confirmed by the shop</source>
        <translation>Подтверждено магазином</translation>
    </message>
    <message>
        <source>Not accepted by the shop</source>
        <translation>Не принято магазином</translation>
    </message>
    <message>
        <source>The shop is checking it</source>
        <translation>Магазин проверяет</translation>
    </message>
    <message>
        <source>Purchase</source>
        <translation>Покупка</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Возврат</translation>
    </message>
    <message>
        <source>Bought from you</source>
        <translation>Куплено у вас</translation>
    </message>
    <message>
        <source>Bought from you, returned</source>
        <translation>Куплено у вас, возвращено</translation>
    </message>
    <message>
        <source>read from the code</source>
        <translation>прочитано из кода</translation>
    </message>
    <message>
        <source>typed by you</source>
        <translation>введено вами</translation>
    </message>
    <message>
        <source>from the shop</source>
        <translation>от магазина</translation>
    </message>
    <message>
        <source>Not saved: a name has letters, 200 at most.</source>
        <translation>Не сохранено: в имени есть буквы, не больше 200 знаков.</translation>
    </message>
    <message>
        <source>Not saved: write an e-mail like anna@example.com.</source>
        <translation>Не сохранено: напишите почту как anna@example.com.</translation>
    </message>
    <message>
        <source>Not saved: write + and the country code first, like +375 29 123-45-67.</source>
        <translation>Не сохранено: начните с + и кода страны, как +375 29 123-45-67.</translation>
    </message>
    <message>
        <source>Not saved: write a day that has been, like 1990-12-31 or 31.12.1990.</source>
        <translation>Не сохранено: напишите прошедший день, как 1990-12-31 или 31.12.1990.</translation>
    </message>
    <message>
        <source>Not saved: the name of a city has letters, 200 at most.</source>
        <translation>Не сохранено: в названии города есть буквы, не больше 200 знаков.</translation>
    </message>
    <message>
        <source>Not saved: choose one of the values.</source>
        <translation>Не сохранено: выберите одно из значений.</translation>
    </message>
    <message>
        <source>Belarus</source>
        <translation>Беларусь</translation>
    </message>
    <message>
        <source>Russia</source>
        <translation>Россия</translation>
    </message>
    <message>
        <source>Kazakhstan</source>
        <translation>Казахстан</translation>
    </message>
    <message>
        <source>Uzbekistan</source>
        <translation>Узбекистан</translation>
    </message>
    <message>
        <source>Ukraine</source>
        <translation>Украина</translation>
    </message>
    <message>
        <source>Germany</source>
        <translation>Германия</translation>
    </message>
    <message>
        <source>Austria</source>
        <translation>Австрия</translation>
    </message>
    <message>
        <source>Portugal</source>
        <translation>Португалия</translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>Unlock</source>
        <translation>Разблокировать</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Парольная фраза</translation>
    </message>
    <message>
        <source>Recovery code from your sheet</source>
        <translation>Код восстановления с вашего листа</translation>
    </message>
    <message>
        <source>Opening your wallet…</source>
        <translation>Открываем кошелёк…</translation>
    </message>
    <message>
        <source>Unlock with this device&apos;s key store</source>
        <translation>Открыть хранилищем ключей устройства</translation>
    </message>
    <message>
        <source>Use another way</source>
        <translation>Другим способом</translation>
    </message>
    <message>
        <source>Use the recovery code</source>
        <translation>Кодом восстановления</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Choose a passphrase</source>
        <translation>Придумайте парольную фразу</translation>
    </message>
    <message>
        <source>One card for every shop</source>
        <translation>Одна карта для всех магазинов</translation>
    </message>
    <message>
        <source>Your card is made on this device. No account, no registration, and each shop sees only what you allow.</source>
        <translation>Карта создаётся на этом устройстве. Без учётной записи и регистрации, а каждый магазин видит только то, что вы разрешите.</translation>
    </message>
    <message>
        <source>Passphrase, at least 8 characters</source>
        <translation>Парольная фраза, не короче 8 знаков</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>Ещё раз то же самое</translation>
    </message>
    <message>
        <source>The two are not the same yet.</source>
        <translation>Пока не совпадает.</translation>
    </message>
    <message>
        <source>Making your card…</source>
        <translation>Создаём карту…</translation>
    </message>
    <message>
        <source>Create my card</source>
        <translation>Создать карту</translation>
    </message>
    <message>
        <source>Takes about two seconds. Works without a network.</source>
        <translation>Займёт около двух секунд. Сеть не нужна.</translation>
    </message>
    <message>
        <source>It protects your wallet on this device. The code at the till will not need it.</source>
        <translation>Она защищает кошелёк на этом устройстве. Для кода на кассе она не нужна.</translation>
    </message>
    <message>
        <source>Use a passphrase instead</source>
        <translation>Взять вместо него парольную фразу</translation>
    </message>
    <message>
        <source>I have a backup</source>
        <translation>У меня есть резервная копия</translation>
    </message>
</context>
<context>
    <name>odna::App</name>
    <message>
        <source>Confirmed purchase</source>
        <translation>Подтверждённая покупка</translation>
    </message>
    <message>
        <source>The till has confirmed</source>
        <translation>Касса подтвердила</translation>
    </message>
    <message>
        <source>The shop did not accept this purchase</source>
        <translation>Магазин не принял эту покупку</translation>
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
        <translation>Контрольная цифра верна.</translation>
    </message>
    <message>
        <source>The check digit is missing: it is %1.</source>
        <translation>Не хватает контрольной цифры: это %1.</translation>
    </message>
    <message>
        <source>The last digit should be %1: look at the card once more.</source>
        <translation>Последняя цифра должна быть %1: посмотрите на карту ещё раз.</translation>
    </message>
    <message>
        <source>No usual check digit: look at the card once more.</source>
        <translation>Контрольная цифра не сходится: посмотрите на карту ещё раз.</translation>
    </message>
    <message>
        <source>%1 has another number of digits.</source>
        <translation>У %1 другое число цифр.</translation>
    </message>
    <message>
        <source>%1 cannot say these letters.</source>
        <translation>%1 не передаёт такие знаки.</translation>
    </message>
</context>
<context>
    <name>odna::GrantsModel</name>
    <message>
        <source>You have not filled this in</source>
        <translation>Вы это не заполнили</translation>
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
        <translation>Изменена</translation>
    </message>
    <message>
        <source>Already here</source>
        <translation>Уже есть</translation>
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
        <translation>Действует до %1</translation>
    </message>
</context>
<context>
    <name>odna::OffersModel</name>
    <message>
        <source>A new offer</source>
        <translation>Новое предложение</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>Действует до %1</translation>
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
        <translation>Действует с</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Действует до</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Группы</translation>
    </message>
    <message>
        <source>Signed by its issuer, and unchanged.</source>
        <translation>Подписан тем, кто его выпустил, и не изменён.</translation>
    </message>
    <message>
        <source>Unchanged since it was signed; who signed it cannot be checked on this device.</source>
        <translation>Не изменён после подписи; кто подписал, на этом устройстве проверить нельзя.</translation>
    </message>
    <message>
        <source>The signature does not fit: somebody changed this pass. Ask its issuer for a new one.</source>
        <translation>Подпись не сходится: пропуск кто-то изменил. Попросите новый у того, кто его выпустил.</translation>
    </message>
    <message>
        <source>This pass is not signed.</source>
        <translation>Этот пропуск не подписан.</translation>
    </message>
</context>
<context>
    <name>odna::PocketModel</name>
    <message>
        <source>Expired on %1</source>
        <translation>Закончилась %1</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>Действует до %1</translation>
    </message>
</context>
<context>
    <name>odna::ReceiptDetail</name>
    <message>
        <source>Card number</source>
        <translation>Номер карты</translation>
    </message>
    <message>
        <source>Receipt number</source>
        <translation>Номер чека</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Вид</translation>
    </message>
    <message>
        <source>Date and time</source>
        <translation>Дата и время</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Итог</translation>
    </message>
    <message>
        <source>Seller&apos;s tax number</source>
        <translation>Налоговый номер продавца</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Магазин</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Товары</translation>
    </message>
    <message>
        <source>discount %1</source>
        <translation>скидка %1</translation>
    </message>
    <message>
        <source>because you allowed it</source>
        <translation>потому что вы это разрешили</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Источник</translation>
    </message>
    <message>
        <source>The shop&apos;s own till</source>
        <translation>Касса самого магазина</translation>
    </message>
    <message>
        <source>Paper receipt</source>
        <translation>Бумажный чек</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Подтверждено</translation>
    </message>
    <message>
        <source>now</source>
        <translation>сейчас</translation>
    </message>
    <message>
        <source>Membership</source>
        <translation>Участие</translation>
    </message>
    <message>
        <source>Your consent</source>
        <translation>Ваше согласие</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Операция</translation>
    </message>
    <message>
        <source>a fresh random number and the time</source>
        <translation>новое случайное число и время</translation>
    </message>
</context>
<context>
    <name>odna::ReceiptsModel</name>
    <message>
        <source>Not delivered</source>
        <translation>Не доставлено</translation>
    </message>
    <message>
        <source>On its way to the shop</source>
        <translation>На пути в магазин</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>Ждёт вас</translation>
    </message>
    <message>
        <source>Paper receipt</source>
        <translation>Бумажный чек</translation>
    </message>
</context>
<context>
    <name>odna::RetailerDetail</name>
    <message>
        <source>Seller</source>
        <translation>Продавец</translation>
    </message>
    <message>
        <source>Tax number</source>
        <translation>Налоговый номер</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Адрес</translation>
    </message>
    <message>
        <source>Privacy contact</source>
        <translation>Вопросы о данных</translation>
    </message>
</context>
<context>
    <name>odna::RetailersModel</name>
    <message>
        <source>Membership ended</source>
        <translation>Участие прекращено</translation>
    </message>
</context>
</TS>
