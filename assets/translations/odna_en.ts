<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AddRetailerPage</name>
    <message>
        <source>Add a shop</source>
        <translation>Add a shop</translation>
    </message>
    <message>
        <source>Type the shop&apos;s address, or add a picture of its code.</source>
        <translation>Type the shop&apos;s address, or add a picture of its code.</translation>
    </message>
    <message>
        <source>Address or picture file</source>
        <translation>Address or picture file</translation>
    </message>
    <message>
        <source>Looking does not join: nothing about you is sent until you have read what the shop asks and agreed.</source>
        <translation>Looking does not join: nothing about you is sent until you have read what the shop asks and agreed.</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Looking…</translation>
    </message>
    <message>
        <source>Look it up</source>
        <translation>Look it up</translation>
    </message>
</context>
<context>
    <name>BackupPage</name>
    <message>
        <source>Backup</source>
        <translation>Backup</translation>
    </message>
    <message>
        <source>A backup is one encrypted file with everything: the card, your shops, receipts and cards. It opens with your passphrase or your recovery code.</source>
        <translation>A backup is one encrypted file with everything: the card, your shops, receipts and cards. It opens with your passphrase or your recovery code.</translation>
    </message>
    <message>
        <source>There is no recent backup</source>
        <translation>There is no recent backup</translation>
    </message>
    <message>
        <source>Without one, a lost phone takes your cards and receipts with it.</source>
        <translation>Without one, a lost phone takes your cards and receipts with it.</translation>
    </message>
    <message>
        <source>Automatic backup</source>
        <translation>Automatic backup</translation>
    </message>
    <message>
        <source>Choose a folder; it is kept up to date after every change</source>
        <translation>Choose a folder; it is kept up to date after every change</translation>
    </message>
    <message>
        <source>Stop automatic backup</source>
        <translation>Stop automatic backup</translation>
    </message>
    <message>
        <source>Last backup: %1</source>
        <translation>Last backup: %1</translation>
    </message>
    <message>
        <source>Back up now…</source>
        <translation>Back up now…</translation>
    </message>
</context>
<context>
    <name>CardFoot</name>
    <message>
        <source>Barcode</source>
        <translation>Barcode</translation>
    </message>
    <message>
        <source>QR code</source>
        <translation>QR code</translation>
    </message>
    <message>
        <source>Opening your wallet…</source>
        <translation>Opening your wallet…</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>Open it another way</source>
        <translation>Open it another way</translation>
    </message>
</context>
<context>
    <name>CardNews</name>
    <message>
        <source>Confirm your purchase</source>
        <translation>Confirm your purchase</translation>
    </message>
    <message>
        <source>A till has sent a receipt</source>
        <translation>A till has sent a receipt</translation>
    </message>
    <message>
        <source>Write down your recovery code</source>
        <translation>Write down your recovery code</translation>
    </message>
    <message>
        <source>It brings the card back when this device is lost.</source>
        <translation>It brings the card back when this device is lost.</translation>
    </message>
    <message>
        <source>Join your first shop under Shops, then show this code at its till.</source>
        <translation>Join your first shop under Shops, then show this code at its till.</translation>
    </message>
    <message>
        <source>Show this code at the till. Your last confirmed purchase will stand here.</source>
        <translation>Show this code at the till. Your last confirmed purchase will stand here.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Lock</translation>
    </message>
</context>
<context>
    <name>CardPage</name>
    <message>
        <source>Card</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>This screen is too small for the code. Read the digits aloud, or show the QR code.</source>
        <translation>This screen is too small for the code. Read the digits aloud, or show the QR code.</translation>
    </message>
    <message>
        <source>The code is small here. Hold it close to the scanner, or read the digits aloud.</source>
        <translation>The code is small here. Hold it close to the scanner, or read the digits aloud.</translation>
    </message>
</context>
<context>
    <name>CodeCard</name>
    <message>
        <source>Your card, number %1</source>
        <translation>Your card, number %1</translation>
    </message>
    <message>
        <source>One card for every shop</source>
        <translation>One card for every shop</translation>
    </message>
    <message>
        <source>Code of card number %1</source>
        <translation>Code of card number %1</translation>
    </message>
</context>
<context>
    <name>ConfirmPage</name>
    <message>
        <source>Confirm purchase</source>
        <translation>Confirm purchase</translation>
    </message>
    <message>
        <source>Which shop issued it?</source>
        <translation>Which shop issued it?</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>Chosen</translation>
    </message>
    <message>
        <source>It will send to %1, and to nobody else:</source>
        <translation>It will send to %1, and to nobody else:</translation>
    </message>
    <message>
        <source>Confirm to %1</source>
        <translation>Confirm to %1</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Not now</translation>
    </message>
</context>
<context>
    <name>ConsentPage</name>
    <message>
        <source>Consent document</source>
        <translation>Consent document</translation>
    </message>
    <message>
        <source>%1, version %2</source>
        <translation>%1, version %2</translation>
    </message>
</context>
<context>
    <name>EditCardPage</name>
    <message>
        <source>Edit card</source>
        <translation>Edit card</translation>
    </message>
    <message>
        <source>New card</source>
        <translation>New card</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Shop</translation>
    </message>
    <message>
        <source>Number on the card</source>
        <translation>Number on the card</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>Use %1</translation>
    </message>
    <message>
        <source>Kind of code</source>
        <translation>Kind of code</translation>
    </message>
    <message>
        <source>Preview of the code</source>
        <translation>Preview of the code</translation>
    </message>
    <message>
        <source>Printed number, where it is another one</source>
        <translation>Printed number, where it is another one</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Groups, with commas between</source>
        <translation>Groups, with commas between</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Balance</translation>
    </message>
    <message>
        <source>Currency; empty for points</source>
        <translation>Currency; empty for points</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>Valid from</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Valid until</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Colour</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Save</translation>
    </message>
</context>
<context>
    <name>Failure</name>
    <message>
        <source>There is no wallet in this folder yet. Create one with &quot;odna-wallet new&quot;, or choose the folder that holds yours.</source>
        <translation>There is no wallet in this folder yet. Create one with &quot;odna-wallet new&quot;, or choose the folder that holds yours.</translation>
    </message>
    <message>
        <source>There is already a wallet in this folder, and it was left untouched. Choose another folder, or open the one that is here.</source>
        <translation>There is already a wallet in this folder, and it was left untouched. Choose another folder, or open the one that is here.</translation>
    </message>
    <message>
        <source>This file is not an Odna wallet. Choose the folder that holds wallet.keys and wallet.db.</source>
        <translation>This file is not an Odna wallet. Choose the folder that holds wallet.keys and wallet.db.</translation>
    </message>
    <message>
        <source>The wallet file is damaged. A copy was set aside and nothing was deleted: restore a backup, which opens with your passphrase or your recovery code.</source>
        <translation>The wallet file is damaged. A copy was set aside and nothing was deleted: restore a backup, which opens with your passphrase or your recovery code.</translation>
    </message>
    <message>
        <source>This wallet was written by a newer version of Odna. Update the app, then open it again.</source>
        <translation>This wallet was written by a newer version of Odna. Update the app, then open it again.</translation>
    </message>
    <message>
        <source>The wallet is locked. Unlock it, then try again.</source>
        <translation>The wallet is locked. Unlock it, then try again.</translation>
    </message>
    <message>
        <source>Another Odna program has this wallet open. Close it, then try again.</source>
        <translation>Another Odna program has this wallet open. Close it, then try again.</translation>
    </message>
    <message>
        <source>That passphrase does not open this wallet. Check the keyboard layout and try again, or use your recovery code.</source>
        <translation>That passphrase does not open this wallet. Check the keyboard layout and try again, or use your recovery code.</translation>
    </message>
    <message>
        <source>This wallet needs a passphrase. Type it, or give it with --passphrase-file or the variable ODNA_PASSPHRASE.</source>
        <translation>This wallet needs a passphrase. Type it, or give it with --passphrase-file or the variable ODNA_PASSPHRASE.</translation>
    </message>
    <message>
        <source>That recovery code has a typing error or belongs to another card. Compare it letter by letter with your sheet.</source>
        <translation>That recovery code has a typing error or belongs to another card. Compare it letter by letter with your sheet.</translation>
    </message>
    <message>
        <source>This device offers no key store. Protect the wallet with a passphrase instead.</source>
        <translation>This device offers no key store. Protect the wallet with a passphrase instead.</translation>
    </message>
    <message>
        <source>The device&apos;s key store is locked or does not hold this wallet&apos;s key. Unlock the key store, or open the wallet with your passphrase or recovery code; no new key was made.</source>
        <translation>The device&apos;s key store is locked or does not hold this wallet&apos;s key. Unlock the key store, or open the wallet with your passphrase or recovery code; no new key was made.</translation>
    </message>
    <message>
        <source>The device&apos;s key store did not keep the key. Protect the wallet with a passphrase instead.</source>
        <translation>The device&apos;s key store did not keep the key. Protect the wallet with a passphrase instead.</translation>
    </message>
    <message>
        <source>This build&apos;s encrypted storage is not SQLCipher 4.6 or later, so no wallet was opened. Install a correct build.</source>
        <translation>This build&apos;s encrypted storage is not SQLCipher 4.6 or later, so no wallet was opened. Install a correct build.</translation>
    </message>
    <message>
        <source>The storage is full, so nothing was changed. Free some space, then try again.</source>
        <translation>The storage is full, so nothing was changed. Free some space, then try again.</translation>
    </message>
    <message>
        <source>The storage could not be read or written. Check the disk and the folder&apos;s permissions, then try again.</source>
        <translation>The storage could not be read or written. Check the disk and the folder&apos;s permissions, then try again.</translation>
    </message>
    <message>
        <source>The file cannot be read. Check its name and permissions.</source>
        <translation>The file cannot be read. Check its name and permissions.</translation>
    </message>
    <message>
        <source>This file is no backup of Odna. Choose the file that Odna wrote; its name ends in .odna.</source>
        <translation>This file is no backup of Odna. Choose the file that Odna wrote; its name ends in .odna.</translation>
    </message>
    <message>
        <source>This backup is damaged or was not copied whole, so nothing was restored. Copy it again, or use an older backup.</source>
        <translation>This backup is damaged or was not copied whole, so nothing was restored. Copy it again, or use an older backup.</translation>
    </message>
    <message>
        <source>This code is not an Odna card: a card is 18 digits that begin with the network&apos;s prefix. Ask the shopper to show the card page.</source>
        <translation>This code is not an Odna card: a card is 18 digits that begin with the network&apos;s prefix. Ask the shopper to show the card page.</translation>
    </message>
    <message>
        <source>The check digits of this card number do not match. Scan it again, or type it carefully.</source>
        <translation>The check digits of this card number do not match. Scan it again, or type it carefully.</translation>
    </message>
    <message>
        <source>The drawn code did not read back as the same number, so it is not shown. Report this with the number&apos;s first four digits.</source>
        <translation>The drawn code did not read back as the same number, so it is not shown. Report this with the number&apos;s first four digits.</translation>
    </message>
    <message>
        <source>No code was found in this picture. Take it again closer, sharp and evenly lit.</source>
        <translation>No code was found in this picture. Take it again closer, sharp and evenly lit.</translation>
    </message>
    <message>
        <source>This file is not a picture that can be read. Use PNG or JPEG up to 50 megapixels.</source>
        <translation>This file is not a picture that can be read. Use PNG or JPEG up to 50 megapixels.</translation>
    </message>
    <message>
        <source>This code is not a receipt but a payment, contact, network or product code. Scan the fiscal code at the foot of the receipt.</source>
        <translation>This code is not a receipt but a payment, contact, network or product code. Scan the fiscal code at the foot of the receipt.</translation>
    </message>
    <message>
        <source>This receipt format is not known. Type the total and the shop instead.</source>
        <translation>This receipt format is not known. Type the total and the shop instead.</translation>
    </message>
    <message>
        <source>The receipt code is incomplete or damaged. Scan it again.</source>
        <translation>The receipt code is incomplete or damaged. Scan it again.</translation>
    </message>
    <message>
        <source>The receipt&apos;s date lies in the future. Check the date of this device, then scan it again.</source>
        <translation>The receipt&apos;s date lies in the future. Check the date of this device, then scan it again.</translation>
    </message>
    <message>
        <source>This receipt was issued by another seller, so it was not sent. Choose the retailer that issued it.</source>
        <translation>This receipt was issued by another seller, so it was not sent. Choose the retailer that issued it.</translation>
    </message>
    <message>
        <source>This receipt code carries no total. Type the total from the paper.</source>
        <translation>This receipt code carries no total. Type the total from the paper.</translation>
    </message>
    <message>
        <source>This receipt is already in your wallet. Nothing was sent again.</source>
        <translation>This receipt is already in your wallet. Nothing was sent again.</translation>
    </message>
    <message>
        <source>This retailer is not in your wallet. Link it with its descriptor first.</source>
        <translation>This retailer is not in your wallet. Link it with its descriptor first.</translation>
    </message>
    <message>
        <source>This is not a retailer&apos;s Odna descriptor. Scan the retailer&apos;s code again, or ask the retailer for the right address.</source>
        <translation>This is not a retailer&apos;s Odna descriptor. Scan the retailer&apos;s code again, or ask the retailer for the right address.</translation>
    </message>
    <message>
        <source>The retailer&apos;s descriptor is not signed with the key that you trusted, so nothing was changed. Ask the retailer before you link again.</source>
        <translation>The retailer&apos;s descriptor is not signed with the key that you trusted, so nothing was changed. Ask the retailer before you link again.</translation>
    </message>
    <message>
        <source>The retailer&apos;s descriptor is older than the one you have, so it was not taken. Try again later.</source>
        <translation>The retailer&apos;s descriptor is older than the one you have, so it was not taken. Try again later.</translation>
    </message>
    <message>
        <source>The descriptor came from another address than the one that it names, so it was not taken. Ask the retailer for the right address.</source>
        <translation>The descriptor came from another address than the one that it names, so it was not taken. Ask the retailer for the right address.</translation>
    </message>
    <message>
        <source>The retailer&apos;s descriptor has expired. Ask the retailer to publish a fresh one.</source>
        <translation>The retailer&apos;s descriptor has expired. Ask the retailer to publish a fresh one.</translation>
    </message>
    <message>
        <source>The retailer&apos;s address is not protected by TLS, so nothing was sent. Only addresses that begin with https are taken.</source>
        <translation>The retailer&apos;s address is not protected by TLS, so nothing was sent. Only addresses that begin with https are taken.</translation>
    </message>
    <message>
        <source>The retailer cannot be reached right now. It will be tried again by itself.</source>
        <translation>The retailer cannot be reached right now. It will be tried again by itself.</translation>
    </message>
    <message>
        <source>The retailer did not answer in time. It will be tried again by itself.</source>
        <translation>The retailer did not answer in time. It will be tried again by itself.</translation>
    </message>
    <message>
        <source>The answer was larger than allowed and was dropped. It will be tried again by itself; tell the retailer if it goes on.</source>
        <translation>The answer was larger than allowed and was dropped. It will be tried again by itself; tell the retailer if it goes on.</translation>
    </message>
    <message>
        <source>The answer broke off before its end. It will be tried again by itself.</source>
        <translation>The answer broke off before its end. It will be tried again by itself.</translation>
    </message>
    <message>
        <source>Something other than the retailer&apos;s gateway answered, perhaps a network log-in page. Log in to the network; it will be tried again by itself.</source>
        <translation>Something other than the retailer&apos;s gateway answered, perhaps a network log-in page. Log in to the network; it will be tried again by itself.</translation>
    </message>
    <message>
        <source>The retailer&apos;s address tried to send the data elsewhere, and that was refused. It will be tried again by itself; tell the retailer if it goes on.</source>
        <translation>The retailer&apos;s address tried to send the data elsewhere, and that was refused. It will be tried again by itself; tell the retailer if it goes on.</translation>
    </message>
    <message>
        <source>The answer is not signed with the retailer&apos;s key, so it does not count. It will be tried again by itself.</source>
        <translation>The answer is not signed with the retailer&apos;s key, so it does not count. It will be tried again by itself.</translation>
    </message>
    <message>
        <source>The retailer acknowledged another purchase than the one sent, so it does not count. It will be tried again by itself.</source>
        <translation>The retailer acknowledged another purchase than the one sent, so it does not count. It will be tried again by itself.</translation>
    </message>
    <message>
        <source>A message that claims to be from this retailer is not signed by it and was dropped. Nothing is needed from you.</source>
        <translation>A message that claims to be from this retailer is not signed by it and was dropped. Nothing is needed from you.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was changed.</source>
        <translation>Cancelled. Nothing was changed.</translation>
    </message>
    <message>
        <source>You have not agreed to send this to the retailer, so nothing was sent. Confirm it first.</source>
        <translation>You have not agreed to send this to the retailer, so nothing was sent. Confirm it first.</translation>
    </message>
    <message>
        <source>This card cannot be kept like this: it needs a name, and texts and pictures have limits. Change what is named and save it again.</source>
        <translation>This card cannot be kept like this: it needs a name, and texts and pictures have limits. Change what is named and save it again.</translation>
    </message>
    <message>
        <source>This card is not in the wallet, or no longer. Go back to the list of cards.</source>
        <translation>This card is not in the wallet, or no longer. Go back to the list of cards.</translation>
    </message>
    <message>
        <source>This kind of file is not known here. Choose an export of Catima, Loyalty Card Keychain, FidMe or Voucher Vault, or a Wallet pass.</source>
        <translation>This kind of file is not known here. Choose an export of Catima, Loyalty Card Keychain, FidMe or Voucher Vault, or a Wallet pass.</translation>
    </message>
    <message>
        <source>The file is damaged or incomplete, so nothing was imported. Export or download it again.</source>
        <translation>The file is damaged or incomplete, so nothing was imported. Export or download it again.</translation>
    </message>
    <message>
        <source>The file holds or unpacks to more than is allowed, so nothing was imported. Export fewer cards or pictures at a time.</source>
        <translation>The file holds or unpacks to more than is allowed, so nothing was imported. Export fewer cards or pictures at a time.</translation>
    </message>
    <message>
        <source>This file is encrypted. Type the password that it was exported with.</source>
        <translation>This file is encrypted. Type the password that it was exported with.</translation>
    </message>
    <message>
        <source>That password does not open this file. Check the keyboard layout and try again.</source>
        <translation>That password does not open this file. Check the keyboard layout and try again.</translation>
    </message>
    <message>
        <source>The retailer did not understand the request. Update the app; if it goes on, tell the retailer.</source>
        <translation>The retailer did not understand the request. Update the app; if it goes on, tell the retailer.</translation>
    </message>
    <message>
        <source>The request lacks its Idempotency-Key header. Send op_id there too.</source>
        <translation>The request lacks its Idempotency-Key header. Send op_id there too.</translation>
    </message>
    <message>
        <source>The request&apos;s signature does not match. Link the retailer again if it goes on.</source>
        <translation>The request&apos;s signature does not match. Link the retailer again if it goes on.</translation>
    </message>
    <message>
        <source>This device&apos;s clock is more than five minutes off. Set the time automatically, then try again.</source>
        <translation>This device&apos;s clock is more than five minutes off. Set the time automatically, then try again.</translation>
    </message>
    <message>
        <source>The API key is missing, unknown or expired. Make one with &quot;odna-gateway keys add&quot;.</source>
        <translation>The API key is missing, unknown or expired. Make one with &quot;odna-gateway keys add&quot;.</translation>
    </message>
    <message>
        <source>This API key&apos;s role may not do that. Use a key with the right role.</source>
        <translation>This API key&apos;s role may not do that. Use a key with the right role.</translation>
    </message>
    <message>
        <source>The shopper has not agreed to this purpose. Ask the shopper in the app first.</source>
        <translation>The shopper has not agreed to this purpose. Ask the shopper in the app first.</translation>
    </message>
    <message>
        <source>The retailer has suspended this membership. Ask the retailer.</source>
        <translation>The retailer has suspended this membership. Ask the retailer.</translation>
    </message>
    <message>
        <source>The retailer does not know this membership. Link the retailer again.</source>
        <translation>The retailer does not know this membership. Link the retailer again.</translation>
    </message>
    <message>
        <source>There is nothing at this address. Compare the path with docs/openapi.yaml.</source>
        <translation>There is nothing at this address. Compare the path with docs/openapi.yaml.</translation>
    </message>
    <message>
        <source>This address does not take that method. Compare it with docs/openapi.yaml.</source>
        <translation>This address does not take that method. Compare it with docs/openapi.yaml.</translation>
    </message>
    <message>
        <source>The request did not arrive whole in time. Send it again.</source>
        <translation>The request did not arrive whole in time. Send it again.</translation>
    </message>
    <message>
        <source>This receipt has already been credited. Nothing more is needed.</source>
        <translation>This receipt has already been credited. Nothing more is needed.</translation>
    </message>
    <message>
        <source>This card number already belongs to another key at this retailer. The app moves on to the next number by itself.</source>
        <translation>This card number already belongs to another key at this retailer. The app moves on to the next number by itself.</translation>
    </message>
    <message>
        <source>The retailer already has a later decision of yours. Set the clock of this device right and decide again.</source>
        <translation>The retailer already has a later decision of yours. Set the clock of this device right and decide again.</translation>
    </message>
    <message>
        <source>The same operation is still under way. It will be asked again by itself.</source>
        <translation>The same operation is still under way. It will be asked again by itself.</translation>
    </message>
    <message>
        <source>This membership was ended. Link the retailer again if you want it back.</source>
        <translation>This membership was ended. Link the retailer again if you want it back.</translation>
    </message>
    <message>
        <source>This retailer no longer takes part. Nothing more is sent to it.</source>
        <translation>This retailer no longer takes part. Nothing more is sent to it.</translation>
    </message>
    <message>
        <source>The message is larger than the 64 KiB that are allowed. Send a smaller one.</source>
        <translation>The message is larger than the 64 KiB that are allowed. Send a smaller one.</translation>
    </message>
    <message>
        <source>Only application/json is understood here. Set Content-Type accordingly.</source>
        <translation>Only application/json is understood here. Set Content-Type accordingly.</translation>
    </message>
    <message>
        <source>The retailer says that this receipt is not from its shops. Choose the retailer that issued it.</source>
        <translation>The retailer says that this receipt is not from its shops. Choose the retailer that issued it.</translation>
    </message>
    <message>
        <source>The retailer does not know this receipt. Check that it was scanned from the right shop, and try again tomorrow.</source>
        <translation>The retailer does not know this receipt. Check that it was scanned from the right shop, and try again tomorrow.</translation>
    </message>
    <message>
        <source>The same operation id came with other content. Use a new op_id for new content.</source>
        <translation>The same operation id came with other content. Use a new op_id for new content.</translation>
    </message>
    <message>
        <source>The retailer has blocked this card. Ask the retailer.</source>
        <translation>The retailer has blocked this card. Ask the retailer.</translation>
    </message>
    <message>
        <source>Too many requests. It will be tried again by itself a little later.</source>
        <translation>Too many requests. It will be tried again by itself a little later.</translation>
    </message>
    <message>
        <source>The request&apos;s headers are larger than the 16 KiB that are allowed. Send fewer.</source>
        <translation>The request&apos;s headers are larger than the 16 KiB that are allowed. Send fewer.</translation>
    </message>
    <message>
        <source>The retailer&apos;s own system cannot be reached right now. It will be tried again by itself.</source>
        <translation>The retailer&apos;s own system cannot be reached right now. It will be tried again by itself.</translation>
    </message>
    <message>
        <source>The gateway&apos;s storage is full and nothing was recorded. Free space; it goes on without a restart.</source>
        <translation>The gateway&apos;s storage is full and nothing was recorded. Free space; it goes on without a restart.</translation>
    </message>
    <message>
        <source>The gateway met an unexpected fault and recorded nothing. It will be tried again by itself; the gateway&apos;s log has the reason.</source>
        <translation>The gateway met an unexpected fault and recorded nothing. It will be tried again by itself; the gateway&apos;s log has the reason.</translation>
    </message>
    <message>
        <source>The gateway&apos;s configuration is wrong at the place named. Mend it; &quot;odna-gateway help config&quot; shows each setting with an example.</source>
        <translation>The gateway&apos;s configuration is wrong at the place named. Mend it; &quot;odna-gateway help config&quot; shows each setting with an example.</translation>
    </message>
    <message>
        <source>The gateway cannot listen on that address. Choose another port with listen, or stop what uses it.</source>
        <translation>The gateway cannot listen on that address. Choose another port with listen, or stop what uses it.</translation>
    </message>
    <message>
        <source>The retailer&apos;s own system did not take the record. It is kept and tried again by itself; see the reason beside it.</source>
        <translation>The retailer&apos;s own system did not take the record. It is kept and tried again by itself; see the reason beside it.</translation>
    </message>
    <message>
        <source>That is not how this command is used. See its help.</source>
        <translation>That is not how this command is used. See its help.</translation>
    </message>
    <message>
        <source>This does not fit the field, so it was not saved. Write an e-mail like anna@example.com, a phone number like +375291234567, a birthday like 1990-12-31.</source>
        <translation>This does not fit the field, so it was not saved. Write an e-mail like anna@example.com, a phone number like +375291234567, a birthday like 1990-12-31.</translation>
    </message>
</context>
<context>
    <name>Frame</name>
    <message>
        <source>Back</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>Import cards</source>
        <translation>Import cards</translation>
    </message>
    <message>
        <source>From Catima, Loyalty Card Keychain, FidMe, Voucher Vault, or a pass for a phone&apos;s wallet (.pkpass). The file is read on this device only.</source>
        <translation>From Catima, Loyalty Card Keychain, FidMe, Voucher Vault, or a pass for a phone&apos;s wallet (.pkpass). The file is read on this device only.</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Choose a file</translation>
    </message>
    <message>
        <source>or drop the file here</source>
        <translation>or drop the file here</translation>
    </message>
    <message>
        <source>Files with cards</source>
        <translation>Files with cards</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>All files</translation>
    </message>
    <message>
        <source>Password of the file</source>
        <translation>Password of the file</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>Reading the file…</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Imported</translation>
    </message>
    <message>
        <source>This would happen</source>
        <translation>This would happen</translation>
    </message>
    <message>
        <source>New: %1 · changed: %2 · already here: %3</source>
        <translation>New: %1 · changed: %2 · already here: %3</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>InboxPage</name>
    <message>
        <source>Offers</source>
        <translation>Offers</translation>
    </message>
    <message>
        <source>For you</source>
        <translation>For you</translation>
    </message>
    <message>
        <source>For everyone</source>
        <translation>For everyone</translation>
    </message>
    <message>
        <source>No offers for everyone yet</source>
        <translation>No offers for everyone yet</translation>
    </message>
    <message>
        <source>No offers for you yet</source>
        <translation>No offers for you yet</translation>
    </message>
    <message>
        <source>Join a shop under Shops. Its offers come here, and only if you allow them.</source>
        <translation>Join a shop under Shops. Its offers come here, and only if you allow them.</translation>
    </message>
    <message>
        <source>What your shops offer to all their customers will stand here.</source>
        <translation>What your shops offer to all their customers will stand here.</translation>
    </message>
    <message>
        <source>Allow personal offers on a shop&apos;s page, and confirm your purchases. The shop then chooses for you.</source>
        <translation>Allow personal offers on a shop&apos;s page, and confirm your purchases. The shop then chooses for you.</translation>
    </message>
</context>
<context>
    <name>KeyStoreWait</name>
    <message>
        <source>This device&apos;s key store asks for your permission. Answer it, perhaps in a window behind this one.</source>
        <translation>This device&apos;s key store asks for your permission. Answer it, perhaps in a window behind this one.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>One card for every shop.</source>
        <translation>One card for every shop.</translation>
    </message>
    <message>
        <source>Use the wallet in this folder.</source>
        <translation>Use the wallet in this folder.</translation>
    </message>
    <message>
        <source>Load every page without a display, then quit.</source>
        <translation>Load every page without a display, then quit.</translation>
    </message>
    <message>
        <source>Quit once the first picture is on the screen (to measure the start).</source>
        <translation>Quit once the first picture is on the screen (to measure the start).</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Dismiss</source>
        <translation>Dismiss</translation>
    </message>
</context>
<context>
    <name>OfferPage</name>
    <message>
        <source>Why you see this</source>
        <translation>Why you see this</translation>
    </message>
    <message>
        <source>Show this coupon at the till</source>
        <translation>Show this coupon at the till</translation>
    </message>
    <message>
        <source>Coupon %1</source>
        <translation>Coupon %1</translation>
    </message>
    <message>
        <source>Advertising from %1</source>
        <translation>Advertising from %1</translation>
    </message>
</context>
<context>
    <name>PaperReceiptPage</name>
    <message>
        <source>Reading…</source>
        <translation>Reading…</translation>
    </message>
    <message>
        <source>Paper receipt</source>
        <translation>Paper receipt</translation>
    </message>
    <message>
        <source>Paste the text of the code at the foot of the paper, or add a picture of it. It is read on this device; nobody is asked.</source>
        <translation>Paste the text of the code at the foot of the paper, or add a picture of it. It is read on this device; nobody is asked.</translation>
    </message>
    <message>
        <source>Text of the code, or picture file</source>
        <translation>Text of the code, or picture file</translation>
    </message>
    <message>
        <source>Receipt found</source>
        <translation>Receipt found</translation>
    </message>
    <message>
        <source>Total on the paper, in %1</source>
        <translation>Total on the paper, in %1</translation>
    </message>
    <message>
        <source>Put into my wallet</source>
        <translation>Put into my wallet</translation>
    </message>
    <message>
        <source>Read the code</source>
        <translation>Read the code</translation>
    </message>
</context>
<context>
    <name>PictureDrop</name>
    <message>
        <source>Add from picture</source>
        <translation>Add from picture</translation>
    </message>
    <message>
        <source>or drop the picture here</source>
        <translation>or drop the picture here</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Pictures</translation>
    </message>
</context>
<context>
    <name>PocketCardPage</name>
    <message>
        <source>Remove the star</source>
        <translation>Remove the star</translation>
    </message>
    <message>
        <source>Star this card</source>
        <translation>Star this card</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>Code of %1</source>
        <translation>Code of %1</translation>
    </message>
    <message>
        <source>Picture of the code of %1</source>
        <translation>Picture of the code of %1</translation>
    </message>
    <message>
        <source>This is a picture of the original: drawn anew, the code would not be the same.</source>
        <translation>This is a picture of the original: drawn anew, the code would not be the same.</translation>
    </message>
    <message>
        <source>Picture of %1</source>
        <translation>Picture of %1</translation>
    </message>
    <message>
        <source>Take out of the archive</source>
        <translation>Take out of the archive</translation>
    </message>
    <message>
        <source>Put into the archive</source>
        <translation>Put into the archive</translation>
    </message>
    <message>
        <source>Remove for good</source>
        <translation>Remove for good</translation>
    </message>
    <message>
        <source>Remove this card…</source>
        <translation>Remove this card…</translation>
    </message>
</context>
<context>
    <name>PocketPage</name>
    <message>
        <source>Archive</source>
        <translation>Archive</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>Cards</translation>
    </message>
    <message>
        <source>Import cards</source>
        <translation>Import cards</translation>
    </message>
    <message>
        <source>Add a card</source>
        <translation>Add a card</translation>
    </message>
    <message numerus="yes">
        <source>%n expired cards are in the archive now</source>
        <translation>
            <numerusform>%n expired card is in the archive now</numerusform>
            <numerusform>%n expired cards are in the archive now</numerusform>
        </translation>
    </message>
    <message>
        <source>Bring them back</source>
        <translation>Bring them back</translation>
    </message>
    <message>
        <source>Search name, note or number</source>
        <translation>Search name, note or number</translation>
    </message>
    <message>
        <source>All</source>
        <translation>All</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>By name</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Last used</translation>
    </message>
    <message>
        <source>Ends soon</source>
        <translation>Ends soon</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>Balance</translation>
    </message>
    <message>
        <source>No other cards yet</source>
        <translation>No other cards yet</translation>
    </message>
    <message>
        <source>Bring your plastic along: type a number, add a picture of the card, or import everything from Catima and other apps.</source>
        <translation>Bring your plastic along: type a number, add a picture of the card, or import everything from Catima and other apps.</translation>
    </message>
    <message>
        <source>Nothing in the archive.</source>
        <translation>Nothing in the archive.</translation>
    </message>
    <message>
        <source>No card matches.</source>
        <translation>No card matches.</translation>
    </message>
    <message>
        <source>Archive (%1)</source>
        <translation>Archive (%1)</translation>
    </message>
</context>
<context>
    <name>ProfilePage</name>
    <message>
        <source>About you</source>
        <translation>About you</translation>
    </message>
    <message>
        <source>All of it is optional and stays on this device. A shop gets a field only when you turn on its switch there.</source>
        <translation>All of it is optional and stays on this device. A shop gets a field only when you turn on its switch there.</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>First name</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Last name</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>Birthday</translation>
    </message>
    <message>
        <source>City</source>
        <translation>City</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>Not said</source>
        <translation>Not said</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>Female</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>Male</translation>
    </message>
    <message>
        <source>Other</source>
        <comment>sex</comment>
        <translation>Other</translation>
    </message>
</context>
<context>
    <name>ReceiptHead</name>
    <message>
        <source>Paper receipt</source>
        <translation>Paper receipt</translation>
    </message>
</context>
<context>
    <name>ReceiptPage</name>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Goods</translation>
    </message>
    <message>
        <source>Confirm this purchase…</source>
        <translation>Confirm this purchase…</translation>
    </message>
</context>
<context>
    <name>ReceiptsPage</name>
    <message>
        <source>Receipts</source>
        <translation>Receipts</translation>
    </message>
    <message>
        <source>Add a paper receipt</source>
        <translation>Add a paper receipt</translation>
    </message>
    <message>
        <source>No receipts yet</source>
        <translation>No receipts yet</translation>
    </message>
    <message>
        <source>Show your card at a till: its receipt comes here. Or add one from paper with the code at its foot.</source>
        <translation>Show your card at a till: its receipt comes here. Or add one from paper with the code at its foot.</translation>
    </message>
</context>
<context>
    <name>RecoveryPage</name>
    <message>
        <source>Recovery code</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>Write these letters on paper and keep it at home. Whoever has them can open this wallet, so do not photograph them.</source>
        <translation>Write these letters on paper and keep it at home. Whoever has them can open this wallet, so do not photograph them.</translation>
    </message>
    <message>
        <source>The code is shown once. You can make a new one in the settings at any time; the old one then stops working.</source>
        <translation>The code is shown once. You can make a new one in the settings at any time; the old one then stops working.</translation>
    </message>
    <message>
        <source>I have written it down</source>
        <translation>I have written it down</translation>
    </message>
</context>
<context>
    <name>RestorePage</name>
    <message>
        <source>Restore a backup</source>
        <translation>Restore a backup</translation>
    </message>
    <message>
        <source>Your card with the same number, your shops, receipts and cards come back from the file.</source>
        <translation>Your card with the same number, your shops, receipts and cards come back from the file.</translation>
    </message>
    <message>
        <source>Choose the backup</source>
        <translation>Choose the backup</translation>
    </message>
    <message>
        <source>or drop the file here</source>
        <translation>or drop the file here</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Backup</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>All files</translation>
    </message>
    <message>
        <source>Passphrase, or recovery code from your sheet</source>
        <translation>Passphrase, or recovery code from your sheet</translation>
    </message>
    <message>
        <source>Restoring…</source>
        <translation>Restoring…</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Restore</translation>
    </message>
</context>
<context>
    <name>RetailerPage</name>
    <message>
        <source>You are a member</source>
        <translation>You are a member</translation>
    </message>
    <message>
        <source>Membership ended</source>
        <translation>Membership ended</translation>
    </message>
    <message>
        <source>Not yet heard by the shop</source>
        <translation>Not yet heard by the shop</translation>
    </message>
    <message>
        <source>What you decided holds on this device already. Odna goes on telling the shop until it answers.</source>
        <translation>What you decided holds on this device already. Odna goes on telling the shop until it answers.</translation>
    </message>
    <message>
        <source>Purchases here are sensitive: their details show only on their own pages, never in previews.</source>
        <translation>Purchases here are sensitive: their details show only on their own pages, never in previews.</translation>
    </message>
    <message>
        <source>Always: your card number</source>
        <translation>Always: your card number</translation>
    </message>
    <message>
        <source>It is what the till reads. It is the same in every shop, so two shops that compare their books could see that you are a customer of both.</source>
        <translation>It is what the till reads. It is the same in every shop, so two shops that compare their books could see that you are a customer of both.</translation>
    </message>
    <message>
        <source>In this shop your card number is</source>
        <translation>In this shop your card number is</translation>
    </message>
    <message>
        <source>What this shop may do</source>
        <translation>What this shop may do</translation>
    </message>
    <message>
        <source>Offers and statistics, only if you like</source>
        <translation>Offers and statistics, only if you like</translation>
    </message>
    <message>
        <source>Membership</source>
        <translation>Membership</translation>
    </message>
    <message>
        <source>About you</source>
        <translation>About you</translation>
    </message>
    <message>
        <source>What you have written about yourself, on this device only</source>
        <translation>What you have written about yourself, on this device only</translation>
    </message>
    <message>
        <source>Consent document</source>
        <translation>Consent document</translation>
    </message>
    <message>
        <source>Version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>End membership</source>
        <translation>End membership</translation>
    </message>
    <message>
        <source>End the membership at once? Purchases that still wait for this shop are not sent.</source>
        <translation>End the membership at once? Purchases that still wait for this shop are not sent.</translation>
    </message>
    <message>
        <source>End it and ask to erase my data</source>
        <translation>End it and ask to erase my data</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>End it</translation>
    </message>
    <message>
        <source>Stay a member</source>
        <translation>Stay a member</translation>
    </message>
    <message>
        <source>Joining…</source>
        <translation>Joining…</translation>
    </message>
    <message>
        <source>Agree and join</source>
        <translation>Agree and join</translation>
    </message>
</context>
<context>
    <name>RetailersPage</name>
    <message>
        <source>Shops</source>
        <translation>Shops</translation>
    </message>
    <message>
        <source>Add a shop</source>
        <translation>Add a shop</translation>
    </message>
    <message>
        <source>No shops yet</source>
        <translation>No shops yet</translation>
    </message>
    <message>
        <source>Scan the code that a shop shows at its entrance, or type its address. The shop learns your card number and nothing else until you allow it.</source>
        <translation>Scan the code that a shop shows at its entrance, or type its address. The shop learns your card number and nothing else until you allow it.</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Appearance</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>About you</source>
        <translation>About you</translation>
    </message>
    <message>
        <source>What you have written about yourself, on this device only</source>
        <translation>What you have written about yourself, on this device only</translation>
    </message>
    <message>
        <source>New recovery code</source>
        <translation>New recovery code</translation>
    </message>
    <message>
        <source>The old one stops working</source>
        <translation>The old one stops working</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>The code for the till stays visible</source>
        <translation>The code for the till stays visible</translation>
    </message>
    <message>
        <source>Odna %1</source>
        <translation>Odna %1</translation>
    </message>
    <message>
        <source>Free software under the Apache License 2.0. It reports to nobody.</source>
        <translation>Free software under the Apache License 2.0. It reports to nobody.</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Backup</translation>
    </message>
    <message>
        <source>There is no recent backup</source>
        <translation>There is no recent backup</translation>
    </message>
    <message>
        <source>Last backup: %1</source>
        <translation>Last backup: %1</translation>
    </message>
    <message>
        <source>One encrypted file with everything</source>
        <translation>One encrypted file with everything</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>Card</source>
        <translation>Card</translation>
    </message>
    <message>
        <source>Offers</source>
        <translation>Offers</translation>
    </message>
    <message>
        <source>Shops</source>
        <translation>Shops</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>Receipts</translation>
    </message>
    <message>
        <source>Wallet</source>
        <translation>Wallet</translation>
    </message>
</context>
<context>
    <name>Spinner</name>
    <message>
        <source>Working</source>
        <translation>Working</translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message numerus="yes">
        <source>%n points</source>
        <translation>
            <numerusform>%n point</numerusform>
            <numerusform>%n points</numerusform>
        </translation>
    </message>
    <message>
        <source>Membership</source>
        <translation>Membership</translation>
    </message>
    <message>
        <source>Collecting points</source>
        <translation>Collecting points</translation>
    </message>
    <message>
        <source>Personal offers</source>
        <translation>Personal offers</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Statistics</translation>
    </message>
    <message>
        <source>The shop keeps a membership under your card number.</source>
        <translation>The shop keeps a membership under your card number.</translation>
    </message>
    <message>
        <source>The shop may credit points for purchases that you confirm.</source>
        <translation>The shop may credit points for purchases that you confirm.</translation>
    </message>
    <message>
        <source>The shop may choose offers for you and send them to your inbox.</source>
        <translation>The shop may choose offers for you and send them to your inbox.</translation>
    </message>
    <message>
        <source>The shop may count your purchases in its own statistics.</source>
        <translation>The shop may count your purchases in its own statistics.</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>First name</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>Last name</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>Birthday</translation>
    </message>
    <message>
        <source>City</source>
        <translation>City</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>Sex</translation>
    </message>
    <message>
        <source>Received by the shop</source>
        <translation>Received by the shop</translation>
    </message>
    <message>
        <source>Waiting at the shop</source>
        <translation>Waiting at the shop</translation>
    </message>
    <message>
        <source>Confirmed by the shop</source>
        <translation>Confirmed by the shop</translation>
    </message>
    <message>
        <source>Not accepted by the shop</source>
        <translation>Not accepted by the shop</translation>
    </message>
    <message>
        <source>The shop is checking it</source>
        <translation>The shop is checking it</translation>
    </message>
    <message>
        <source>Purchase</source>
        <translation>Purchase</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>Bought from you</source>
        <translation>Bought from you</translation>
    </message>
    <message>
        <source>Bought from you, returned</source>
        <translation>Bought from you, returned</translation>
    </message>
    <message>
        <source>read from the code</source>
        <translation>read from the code</translation>
    </message>
    <message>
        <source>typed by you</source>
        <translation>typed by you</translation>
    </message>
    <message>
        <source>from the shop</source>
        <translation>from the shop</translation>
    </message>
    <message>
        <source>Not saved: a name has letters, 200 at most.</source>
        <translation>Not saved: a name has letters, 200 at most.</translation>
    </message>
    <message>
        <source>Not saved: write an e-mail like anna@example.com.</source>
        <translation>Not saved: write an e-mail like anna@example.com.</translation>
    </message>
    <message>
        <source>Not saved: write + and the country code first, like +375 29 123-45-67.</source>
        <translation>Not saved: write + and the country code first, like +375 29 123-45-67.</translation>
    </message>
    <message>
        <source>Not saved: write a day that has been, like 1990-12-31 or 31.12.1990.</source>
        <translation>Not saved: write a day that has been, like 1990-12-31 or 31.12.1990.</translation>
    </message>
    <message>
        <source>Not saved: the name of a city has letters, 200 at most.</source>
        <translation>Not saved: the name of a city has letters, 200 at most.</translation>
    </message>
    <message>
        <source>Not saved: choose one of the values.</source>
        <translation>Not saved: choose one of the values.</translation>
    </message>
    <message>
        <source>Belarus</source>
        <translation>Belarus</translation>
    </message>
    <message>
        <source>Russia</source>
        <translation>Russia</translation>
    </message>
    <message>
        <source>Kazakhstan</source>
        <translation>Kazakhstan</translation>
    </message>
    <message>
        <source>Uzbekistan</source>
        <translation>Uzbekistan</translation>
    </message>
    <message>
        <source>Ukraine</source>
        <translation>Ukraine</translation>
    </message>
    <message>
        <source>Germany</source>
        <translation>Germany</translation>
    </message>
    <message>
        <source>Austria</source>
        <translation>Austria</translation>
    </message>
    <message>
        <source>Portugal</source>
        <translation>Portugal</translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>Unlock</source>
        <translation>Unlock</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Recovery code from your sheet</source>
        <translation>Recovery code from your sheet</translation>
    </message>
    <message>
        <source>Opening your wallet…</source>
        <translation>Opening your wallet…</translation>
    </message>
    <message>
        <source>Unlock with this device&apos;s key store</source>
        <translation>Unlock with this device&apos;s key store</translation>
    </message>
    <message>
        <source>Use another way</source>
        <translation>Use another way</translation>
    </message>
    <message>
        <source>Use the recovery code</source>
        <translation>Use the recovery code</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Choose a passphrase</source>
        <translation>Choose a passphrase</translation>
    </message>
    <message>
        <source>One card for every shop</source>
        <translation>One card for every shop</translation>
    </message>
    <message>
        <source>Your card is made on this device. No account, no registration, and each shop sees only what you allow.</source>
        <translation>Your card is made on this device. No account, no registration, and each shop sees only what you allow.</translation>
    </message>
    <message>
        <source>Passphrase, at least 8 characters</source>
        <translation>Passphrase, at least 8 characters</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>The same once more</translation>
    </message>
    <message>
        <source>The two are not the same yet.</source>
        <translation>The two are not the same yet.</translation>
    </message>
    <message>
        <source>Making your card…</source>
        <translation>Making your card…</translation>
    </message>
    <message>
        <source>Create my card</source>
        <translation>Create my card</translation>
    </message>
    <message>
        <source>Takes about two seconds. Works without a network.</source>
        <translation>Takes about two seconds. Works without a network.</translation>
    </message>
    <message>
        <source>It protects your wallet on this device. The code at the till will not need it.</source>
        <translation>It protects your wallet on this device. The code at the till will not need it.</translation>
    </message>
    <message>
        <source>Use a passphrase instead</source>
        <translation>Use a passphrase instead</translation>
    </message>
    <message>
        <source>I have a backup</source>
        <translation>I have a backup</translation>
    </message>
</context>
<context>
    <name>odna::App</name>
    <message>
        <source>Confirmed purchase</source>
        <translation>Confirmed purchase</translation>
    </message>
    <message>
        <source>The till has confirmed</source>
        <translation>The till has confirmed</translation>
    </message>
    <message>
        <source>The shop did not accept this purchase</source>
        <translation>The shop did not accept this purchase</translation>
    </message>
</context>
<context>
    <name>odna::CardEditor</name>
    <message>
        <source>No code</source>
        <translation>No code</translation>
    </message>
    <message>
        <source>The check digit is right.</source>
        <translation>The check digit is right.</translation>
    </message>
    <message>
        <source>The check digit is missing: it is %1.</source>
        <translation>The check digit is missing: it is %1.</translation>
    </message>
    <message>
        <source>The last digit should be %1: look at the card once more.</source>
        <translation>The last digit should be %1: look at the card once more.</translation>
    </message>
    <message>
        <source>No usual check digit: look at the card once more.</source>
        <translation>No usual check digit: look at the card once more.</translation>
    </message>
    <message>
        <source>%1 has another number of digits.</source>
        <translation>%1 has another number of digits.</translation>
    </message>
    <message>
        <source>%1 cannot say these letters.</source>
        <translation>%1 cannot say these letters.</translation>
    </message>
</context>
<context>
    <name>odna::GrantsModel</name>
    <message>
        <source>You have not filled this in</source>
        <translation>You have not filled this in</translation>
    </message>
</context>
<context>
    <name>odna::ImportView</name>
    <message>
        <source>New</source>
        <translation>New</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>Already here</source>
        <translation>Already here</translation>
    </message>
    <message>
        <source>No code</source>
        <translation>No code</translation>
    </message>
</context>
<context>
    <name>odna::OfferDetail</name>
    <message>
        <source>Valid until %1</source>
        <translation>Valid until %1</translation>
    </message>
</context>
<context>
    <name>odna::OffersModel</name>
    <message>
        <source>A new offer</source>
        <translation>A new offer</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>Valid until %1</translation>
    </message>
</context>
<context>
    <name>odna::PocketCard</name>
    <message>
        <source>Balance</source>
        <translation>Balance</translation>
    </message>
    <message>
        <source>Valid from</source>
        <translation>Valid from</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>Valid until</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Groups</translation>
    </message>
    <message>
        <source>Signed by its issuer, and unchanged.</source>
        <translation>Signed by its issuer, and unchanged.</translation>
    </message>
    <message>
        <source>Unchanged since it was signed; who signed it cannot be checked on this device.</source>
        <translation>Unchanged since it was signed; who signed it cannot be checked on this device.</translation>
    </message>
    <message>
        <source>The signature does not fit: somebody changed this pass. Ask its issuer for a new one.</source>
        <translation>The signature does not fit: somebody changed this pass. Ask its issuer for a new one.</translation>
    </message>
    <message>
        <source>This pass is not signed.</source>
        <translation>This pass is not signed.</translation>
    </message>
</context>
<context>
    <name>odna::PocketModel</name>
    <message>
        <source>Expired on %1</source>
        <translation>Expired on %1</translation>
    </message>
    <message>
        <source>Valid until %1</source>
        <translation>Valid until %1</translation>
    </message>
</context>
<context>
    <name>odna::ReceiptDetail</name>
    <message>
        <source>Card number</source>
        <translation>Card number</translation>
    </message>
    <message>
        <source>Receipt number</source>
        <translation>Receipt number</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Date and time</source>
        <translation>Date and time</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>Seller&apos;s tax number</source>
        <translation>Seller&apos;s tax number</translation>
    </message>
    <message>
        <source>Shop</source>
        <translation>Shop</translation>
    </message>
    <message>
        <source>Goods</source>
        <translation>Goods</translation>
    </message>
    <message>
        <source>discount %1</source>
        <translation>discount %1</translation>
    </message>
    <message>
        <source>because you allowed it</source>
        <translation>because you allowed it</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>The shop&apos;s own till</source>
        <translation>The shop&apos;s own till</translation>
    </message>
    <message>
        <source>Paper receipt</source>
        <translation>Paper receipt</translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation>Confirmed</translation>
    </message>
    <message>
        <source>now</source>
        <translation>now</translation>
    </message>
    <message>
        <source>Membership</source>
        <translation>Membership</translation>
    </message>
    <message>
        <source>Your consent</source>
        <translation>Your consent</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Operation</translation>
    </message>
    <message>
        <source>a fresh random number and the time</source>
        <translation>a fresh random number and the time</translation>
    </message>
</context>
<context>
    <name>odna::ReceiptsModel</name>
    <message>
        <source>Not delivered</source>
        <translation>Not delivered</translation>
    </message>
    <message>
        <source>On its way to the shop</source>
        <translation>On its way to the shop</translation>
    </message>
    <message>
        <source>Waiting for you</source>
        <translation>Waiting for you</translation>
    </message>
    <message>
        <source>Paper receipt</source>
        <translation>Paper receipt</translation>
    </message>
</context>
<context>
    <name>odna::RetailerDetail</name>
    <message>
        <source>Seller</source>
        <translation>Seller</translation>
    </message>
    <message>
        <source>Tax number</source>
        <translation>Tax number</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Privacy contact</source>
        <translation>Privacy contact</translation>
    </message>
</context>
<context>
    <name>odna::RetailersModel</name>
    <message>
        <source>Membership ended</source>
        <translation>Membership ended</translation>
    </message>
</context>
</TS>
