# What Relevo says on WhatsApp. *bold* and _italic_ are WhatsApp's marks.
# Whatever comes from people ($customer, $text, $reason …) arrives here already made safe.

## Words

department-support = Support
department-sales = Sales
mood-happy = Happy
mood-neutral = Neutral
mood-angry = Angry
customer-unnamed = Customer without a name
number-hidden = hidden number
cases-before = { $count ->
    [0] first case
    [one] { $count } earlier case
   *[other] { $count } earlier cases
}
and-more = … and { $count } more

## Times

length-moment = less than 1 min
length-minutes = { $minutes } min
length-hours = { $hours } h
length-hours-minutes = { $hours } h { $minutes } min
length-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
length-days-hours = { $days ->
    [one] { $days } day { $hours } h
   *[other] { $days } days { $hours } h
}
ago-now = just now
ago = { $length } ago
when-today = today { $time }
when-yesterday = yesterday { $time }
when-this-year = { $day } { $month }
when-other-year = { $day } { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## To a customer

menu-hello-name = Hello, { $name }! Thanks for writing to { $company }.
menu-hello = Hello! Thanks for writing to { $company }.
menu-question = Who would you like to talk to? Reply with the number:
menu-again = Sorry, we did not understand. Reply with the number:
menu-options =
    1. Support
    2. Sales
placed-support = Done, Support has been told: your case is #{ $ticket }. Meanwhile, tell us what is happening.
placed-sales = Done, Sales has been told: your case is #{ $ticket }. Meanwhile, tell us what you are looking for.
kept-for-later = We got your message and have kept it. Nobody is available yet: we will answer here as soon as we can.
goodbye = We have closed your case #{ $ticket }. Thanks for writing! If you need anything else, write to us here.
kind-not-carried = That kind of message does not reach whoever is helping you. Could you send it as text, photo or audio?
file-not-carried = We could not open this file. Could you send it again?

## In a main group

announcement-title = 🎫 *Case #{ $ticket }* · { $department }
announcement-title-urgent = 🔴 *URGENT · Case #{ $ticket }* · { $department }
announcement-customer = { $customer }, { $number }
announcement-opening = «{ $text }»
announcement-wordless = (no text yet: what they sent is shown once the case is taken)
announcement-state = { $mood } · { $ago } · { $before }
announcement-how = _Reply quoting this message to take it_
addition = 💬 *Case #{ $ticket }*: { $customer } sent { $count ->
    [one] one more message
   *[other] { $count } more messages
}
addition-latest = Latest: «{ $text }»
assigned = ✅ Case #{ $ticket } assigned to { $agent } → { $slot }
assigned-by = ✅ { $by } gave case #{ $ticket } to { $agent } → { $slot }
announcement-had = { $from } had it.
announcement-had-reason = { $from } had it: «{ $reason }»
transferred-in-group = 🔁 Case #{ $ticket }: { $from } passed it on to { $agent } → { $slot }
moved-away = ➡️ { $by } moved case #{ $ticket } to { $group }: take it there.
moved-away-reason = ➡️ { $by } moved case #{ $ticket } to { $group }: «{ $reason }». Take it there.
raised-title = 🙋 *{ $by } asks for help with case #{ $ticket }*
raised-title-urgent = 🔴 *URGENT · { $by } asks for help with case #{ $ticket }*
raised-reason = «{ $reason }»
raised-agent = { $agent } is on it, in { $place }. The case stays there.
raised-pending = Nobody has taken it yet: it waits in { $place }.
raised-since = Case opened { $length } ago.
closed-in-group = 🏁 Case #{ $ticket } closed by { $agent }
closed-in-group-reason = 🏁 Case #{ $ticket } closed by { $agent }: «{ $reason }»
ask-ready =
    👋 { $agent } ({ $number }): to start taking cases, reply *quoting this message* with *READY*.
    Write it from that number, so that we know it is you.
registered = ✅ Done, { $agent }: you are registered. { $slots ->
    [0] Once your personal groups exist, you can take cases.
    [one] You can attend one case at a time, in your personal group.
   *[other] You can attend up to { $slots } cases at once, each in a personal group.
}
registered-how = To take one, reply quoting its notice.
reminder-one = ⏰ *Case #{ $ticket } has waited { $length } and nobody has taken it*
reminder-one-urgent = 🔴 *URGENT · Case #{ $ticket } has waited { $length } and nobody has taken it*
reminder-many = ⏰ *{ $count } cases are waiting and nobody has taken them*
reminder-how = _To take it, reply quoting its notice_
reminder-how-many = _To take one, reply quoting its notice_
overdue-line = • *#{ $ticket }* · { $customer } · { $department } · { $mood } · waiting { $length }
overdue-line-urgent = • 🔴 *#{ $ticket }* · { $customer } · { $department } · { $mood } · waiting { $length }
overdue-detail = { $department } · { $mood } · announced in { $group }
alert-free = Free now: { $agents }
alert-free-agent = { $agent } ({ $free ->
    [one] { $free } free group
   *[other] { $free } free groups
})
alert-nobody = Nobody has a free group now. One becomes free when a case is closed with /close; you can also add agents or groups in the panel.
alert-how = _To take it, reply quoting its notice in { $group }_
alert-how-many = _To take one, reply quoting its notice in the group where it was announced_

## In a personal group

header-title = *Case #{ $ticket } · { $customer }*
header-title-urgent = 🔴 *URGENT · Case #{ $ticket } · { $customer }*
header-facts = { $number } · { $department } · { $mood }
header-wait = Waited { $length } · { $before }
header-how = _What you write here goes to the customer. /close to close, /help for the rest._
info-opened = Opened { $when }
info-times = Waited { $waited } · being attended for { $attended }
info-recent = *Earlier cases*
info-recent-line = • #{ $ticket }, { $when }: «{ $reason }»
info-recent-line-plain = • #{ $ticket }, { $when }
case-closed = ✅ Case #{ $ticket } closed.
case-closed-reason = ✅ Case #{ $ticket } closed: «{ $reason }».
case-closed-after = The customer has been told and this group is free.
case-left = 🔁 Case #{ $ticket } went to { $to } (decided by { $by }).
case-left-reason = 🔁 Case #{ $ticket } went to { $to }: «{ $reason }» (decided by { $by }).
case-left-after = What you write here no longer reaches the customer: this group is free.
continued-from = 🔁 It comes from { $from }. What follows is the conversation so far.
continued-from-reason = 🔁 It comes from { $from }: «{ $reason }». What follows is the conversation so far.
continued = 🔁 This case was attended before. What follows is the conversation so far.
note-shown = 📝 *Note by { $who }* (the customer does not see it)
no-case = There is no active case in this group
no-case-how = To take one, reply quoting a notice in the main group.
help-title = *What you can write here*
help-rest = Everything that does not begin with / goes to the customer.
help-group-title = *How to take a case*
help-group =
    Reply *quoting the notice* (🎫 or 🔴) with any text. The case opens in your first free personal group, with all that the customer wrote.
    The first time, reply with *READY* quoting the message that carries your name.
help-group-commands = You can also write here:
unknown-command = There is no command «/{ $word }», so nothing was sent to the customer.
unknown-command-bare = The command after the / is missing, so nothing was sent to the customer.
nothing-to-send = The message is missing. Write it after the command, for example: /customer I am on it
wrong-room = ✋ *Not sent.* This group is another customer's, and your message names { $customer } (#{ $ticket }, { $slot }).
wrong-room-how = If you mean it, reply to your message with */customer*. If not, write it in the other group.
edit-not-carried = ✋ The edit did not reach the customer: as it stands it is a command. On the other side the message is unchanged.
not-carried-to-customer = ✋ That kind of message cannot be passed on to the customer. Send it as text, photo or document.
file-not-carried-to-customer = ✋ I could not pass this file on to the customer; only the note that you sent it arrived.
file-not-carried-why = The answer was «{ $why }».
not-delivered = ❌ It did not reach the customer: «{ $text }»
not-delivered-wordless = ❌ The last message did not reach the customer
not-delivered-why = WhatsApp answered «{ $why }». Relevo will not try again by itself: if it is still needed, send it again.
not-delivered-how = Relevo will not try again by itself: if it is still needed, send it again.

## To an agent who cannot be added to a group

invite =
    Hello, this is Relevo, the assistant of { $company }.
    Your WhatsApp does not let us add you to the group «{ $group }». Use this link to join:
    { $link }
invite-without-link = Hello, this is Relevo, the assistant of { $company }. Your WhatsApp does not let us add you to the group «{ $group }». Ask whoever manages it for the link.

## Messages carried over

relay-image = 📷 Photo
relay-video = 🎬 Video
relay-gif = 🎞️ GIF
relay-video-note = 📹 Video message
relay-voice = 🎤 Voice message
relay-audio = 🎵 Audio
relay-document = 📄 Document
relay-sticker = 🙂 Sticker
relay-file = { $label }: { $file }
relay-once = 🔒 { $label }, to be viewed once
relay-location = 📍 Location
relay-location-live = 📍 Live location
relay-location-named = { $label }: { $name }
relay-location-link = { $label } ({ $link })
relay-contacts = 👤 { $count ->
    [0] Contact
    [one] Contact: { $names }
   *[other] Contacts: { $names }
}
relay-poll = 📊 Poll: { $question }
relay-choice = Chose: { $title }
relay-unknown = ❔ A message that cannot be shown here yet ({ $name })
relay-unknown-unnamed = ❔ A message that cannot be shown here yet
relay-empty = (message without text)
relay-replies = ↪ «{ $text }»
relay-edited-mark = _(edited)_
relay-gone = 🚫 _Message deleted by its writer_
relay-changed = ✏️ It now says:
relay-deleted = 🚫 This message was deleted by its writer
relay-reacted = Reacted { $emoji } to «{ $text }»
relay-reacted-plain = Reacted { $emoji }
relay-file-failed = { $label } (the file could not be passed on)
relay-file-large = { $label } (the file is too large to be passed on)
