# Groups, agents and lines.
## Lines
# Why something could not be done, where Relevo itself says so.
reason-not-on-whatsapp = That number is not on WhatsApp.
reason-not-in-group = The line is no longer in that group: add it again and try once more.
reason-group-full = The group is full: WhatsApp lets nobody else in.
reason-group-not-found = There is no such group, or the line is not in it.
reason-file-too-large = The file is too large to be passed on.
reason-file-slow = The file took too long to come down.
reason-file-gone = WhatsApp no longer has that file: it has to be asked for again.
reason-file-empty = The file came empty.
reason-file-not-here = The file is no longer in Relevo's folder.
reason-file-broke-off = The file broke off on its way.
reason-key-refused = The server does not take the line's key: check it in Settings → Lines.
reason-server-unreachable = The line's server cannot be reached.
reason-no-answer = The line's server took too long to answer.
reason-line-off = It was taken out of service in the panel.
reason-logged-out = The number was unlinked: it has to be linked again.
reason-instance-removed = The instance was removed at the server.
reason-simulated = It was cut from the simulator.
job-because = { $name } Nothing needs doing: Relevo tries again.
job-because-final = { $name } Relevo has stopped trying by itself. You can try now, or give it up.
# How a line stands.
line-off = OUT OF SERVICE
line-said-off = It is out of service: nothing comes in or goes out. Its history can be read, and it can be put back.
link-since = since { $name }
link-now = now
link-said = The server said «{ $name }».
link-strip = Connection of the last 24 hours.
link-no-history = There is no history of the connection yet.
link-no-outages = No outages in the last 24 h.
link-outages = { $n ->
    [one] One outage in the last 24 h, of { $longest }.
   *[other] { $n } outages in the last 24 h; the longest, { $longest }.
}
link-changes = Latest changes
link-heard = Last report
link-not-heard = the server has not reported anything yet: if no messages arrive, check that it can reach Relevo's address
link-not-heard-yet = none yet
link-never = It has never been connected yet.
# Linking a number.
link-qr-valid = This code is good for
link-qr-coming = The code is about to come…
link-code = Code to type on the phone
link-code-how = On the phone: WhatsApp → Linked devices → Link a device → Link with phone number, and type this code. It renews itself.
link-by-number = Link with the phone number
link-number = The line's number
link-number-hint = That of the phone to be linked. In place of scanning, a code of eight letters and digits is typed there.
link-ask-code = Ask for a code
link-do = Show the QR code
link-end = Unlink
link-end-question = Unlink the number?
link-end-how = Relevo stops receiving and sending over this number until somebody links it again with a code. Whatever is to be sent is kept and leaves in order afterwards.
link-end-do = Unlink the number
line-restart-question = Restart this line's bot?
line-restart-how = It finishes what it is sending, is built again from what is kept, and connects to WhatsApp again. It takes a few seconds. No case or message is lost, and the number need not be linked again.
line-restart-do = Restart now
# What waits to be sent.
outbox-title = Outbox
outbox-none = No message is waiting.
outbox-waiting = { $n ->
    [one] One message waits to leave, from { $since }, in { $chats } chat.
   *[other] { $n } messages wait to leave, in { $chats } chats; the oldest from { $since }.
}
outbox-down = They wait because the line is not connected: they leave by themselves and in order when it is back.
outbox-off = They wait because the line is out of service: they leave if you put it back.
outbox-retry = { $n ->
    [one] One could not leave: it is tried again at { $at }. { $why }
   *[other] { $n } could not leave: the first is tried again at { $at }. { $why }
}
outbox-held = { $n ->
    [one] One waits out the time to undo.
   *[other] { $n } wait out the time to undo.
}
outbox-pace = They leave at the line's pace: { $name } a second, in order within each chat.
# Messages that did not leave, many at once.
letters-count = { $n ->
    [one] one message
   *[other] { $n } messages
}
letters-all = All of this line
letters-for = For { $name }
letters-unsaid = Nobody said why.
letters-retry-all = Retry all
letters-drop-all = Discard all
letters-drop-question = { $n ->
    [one] Discard one message?
   *[other] Discard { $n } messages?
}
letters-drop-how = They will never leave, and their cases say that they did not. It cannot be undone. Up to 100 are discarded at a time.
flash-letters-retried = Leaving again: { $name }. Whatever fails once more comes back to this list.
flash-letters-dropped = Discarded: { $name }.
flash-wait-letters-retried = Leaving again: { $name }. There are more: press again when these have left.
flash-wait-letters-dropped = Discarded: { $name }. There are more: press again.
# Adding and changing a line.
lines-new = Add a line
lines-new-how = Each line is one of the company's WhatsApp numbers, with its own groups and agents.
lines-kind = Kind of connection
lines-data = Connection
lines-about = How it works
lines-about-simulator = A make-believe WhatsApp within Relevo, to try things out and to teach. No phone is needed, and nothing leaves this place.
lines-about-evolution = Evolution API is a program that is installed on a server and talks to WhatsApp. Relevo tries the connection before anything is kept, creates the instance if there is none, and has it report every message. Then the number is linked with a code.
lines-add = Try and add
lines-keep = Try and save
lines-cancel = Cancel
lines-one = The line's settings
lines-name = Name of the line
lines-name-hint = What it is called in the company: «Sales», «Support north».
lines-name-long = Make the name shorter: up to 60 letters, on one line.
lines-name-taken = There is a line of that name already: choose another.
lines-url = Address of the server
lines-url-hint = Such as https://evolution.mycompany.com or http://192.168.1.4:8080
lines-url-unreadable = This does not look like an address: copy it from the browser, with the port if it has one.
lines-url-scheme = It has to begin with https:// or http://
lines-url-credentials = Take the user name and password out of the address: the key goes into its own field.
lines-url-query = Take away what comes after ? or #.
lines-url-forbidden = That is not the address of a server: the network uses it for itself.
lines-no-host = There is no server called «{ $name }». Is it spelt right?
lines-closed = At «{ $name }» nobody listens on that port. Check the port, and that Evolution API is running.
lines-slow = «{ $name }» did not answer in time. Check that it is running and that no firewall is in the way.
lines-unreachable = «{ $name }» cannot be reached, or hangs up. Check that the server is running.
lines-tls = The secure connection to «{ $name }» fails: the certificate is over or for another name, or the server does not speak https. Renew it, or try http:// if it is in your network.
lines-moved = «{ $name }» sends elsewhere. Try https://, or the address that it leads to.
lines-not-evolution = At «{ $name }» something else answers, not Evolution API. Check the port and the address.
lines-too-old = That server is of version { $name } and Relevo needs { $oldest } or newer: update it.
lines-said = The try failed. { $name }
lines-cannot-report = That server is on another machine and cannot reach { $name }, which is what Relevo calls itself. Set RELEVO_PUBLIC_URL to the address by which it is seen from outside, and restart Relevo.
lines-key = API key
lines-key-hint = The global one (AUTHENTICATION_API_KEY) if the instance does not exist yet; if it does, its own will do.
lines-key-keep = It is kept and never shown. Leave it empty to keep it.
lines-key-again = You changed the address: type the key again, so that the old one is not sent to another server.
lines-key-wrong = A key has no spaces or accents: copy all of it.
lines-key-refused = The server does not take this key for this instance. Use the global one (AUTHENTICATION_API_KEY), or the instance's own if it exists.
lines-instance = Name of the instance
lines-instance-hint = An instance is one number within the server. If there is none, we create it.
lines-instance-wrong = Use letters, digits and dashes, without / \ ? # %
lines-instance-kind = That instance is not one of WhatsApp Web (Baileys): use another, or a new name.
lines-instance-taken = That instance is that of the line { $name } already.
lines-instance-number = That instance is linked to { $name }, and this line is another number. For another number, add another line.
lines-warned = Before going on, read what is marked. If it is fine, press again.
lines-warn-plain = It goes over the internet unencrypted: anybody in between can read the key and the messages. Better https://
lines-warn-reports = This instance reports to { $name } today. If you go on, it reports to Relevo and that program hears nothing any more.
lines-settings-how = The pace keeps WhatsApp from blocking the number: do not raise it without need.
lines-marks-how = What the agent sees in the personal group.
lines-read-how = The blue ticks on the customer's phone.
lines-end = Take out of service
lines-end-how = The line stops receiving and sending. Nothing is deleted: its cases can still be read, what waits to leave is kept, and it can be put back whenever you like.
lines-end-question = Take this line out of service?
lines-end-do = Take it out of service
lines-busy = { $n ->
    [one] It has an open case: close that first.
   *[other] It has { $n } open cases: close them first.
}
lines-busy-see = See the cases
lines-is-off = Out of service
lines-begin = Put it back into service
flash-line-added = We added the line { $name }. If its number has to be linked, the code shows here.
flash-line-renamed = We saved the data of the line { $name }.
flash-line-reconnected = We saved the connection of { $name } and it is in use. Nothing was lost.
flash-line-ended = The line { $name } is out of service.
flash-line-begun = The line { $name } is in service again.
flash-bad-line-busy = The line { $name } has open cases: close them first.
flash-line-linked = The line { $name } is connected.
flash-line-unlinked = The number of { $name } is unlinked.
flash-wait-line-qr = The line { $name } waits for its number to be linked: scan the code.
flash-wait-line-connecting = The line { $name } is connecting. This page shows how it goes on.
flash-wait-line-code = We asked for the code of { $name }: type it on the phone before it is over.
flash-wait-line-code-coming = We asked for the code of { $name }: it shows here in a few seconds.
flash-bad-line-no-code = The server of { $name } gave no code for that number. Scan the QR code, or try again in a minute.
flash-bad-line-stays-down = The line { $name } is still disconnected. Try again in a minute; if it does not come back, check the server.
flash-bad-line-silent = The server of { $name } did not answer. Relevo goes on trying every 15 seconds; check that it is running.
flash-bad-line-restart = The line { $name } could not read what is kept. Try again in a minute; if it does not come back, restart Relevo.
# The simulator's way of linking.
sim-unlink = Log the line out
sim-unlinked = The line is not linked.
sim-unlinked-how = The code is in Settings → Lines. Pretend that this is the line's phone: scan the code, or type the one of eight letters.
sim-scan = Scan the code
sim-code = Code of eight letters
sim-type-code = Link with the code
flash-wait-sim-unlinked = The line is not linked any more. The code to link it is in Settings → Lines.
flash-sim-linked = Done: the line is linked.
flash-bad-sim-code = That is not the code of now: look in Settings → Lines, it may have been renewed.

## Groups and agents

# Groups and agents: on WhatsApp

refused-has-cases = { $agent } has open cases: close them or pass them on first.
refused-tickets-wait = { $count ->
    [one] { $count } case waits in that group
   *[other] { $count } cases wait in that group
}: take them, pass them on or close them first.
slot-retired-here = ⏸ This group gets no new cases any more. There is nothing to do: should it be needed again, this same one is used.
slot-revived-here = ▶️ This group gets cases again.
group-retired-here = ⏸ No new cases are announced in this group any more. Those you have taken go on in your personal groups.
group-revived-here = ▶️ Cases are announced in this group again.
not-registered-here = { $agent }, your READY is missing: what you write here does not reach the customer. Find the 👋 message with your name in the main group and reply to it with READY.

# Groups and agents: what is being done

job-rename = Renaming { $name }
job-invite = Sending { $name } the link
job-leave = Taking { $name } out of the groups
job-retire = Retiring a personal group of { $name }
job-fewer = { $n ->
    [one] Leave it at { $n } group
   *[other] Leave it at { $n } groups
}
job-hint-again = Tried again at { $name }. You can close this page: it goes on by itself.
job-adopt-not-admin = The line is in that group but is not an administrator, so it cannot add or remove anybody. Make it one on WhatsApp and try again.
job-group-not-found = The line is not in that group. Add it from WhatsApp and try again.
job-not-admin = The line is no administrator of that group, so it cannot change who is in it. Make it one on WhatsApp and try again.
job-cannot-change = This line's connection cannot change groups: do it by hand on WhatsApp and give this up.
step-rename = Call it «{ $name }»
step-invite = Send the link into { $name }
step-drop = Take out of { $name }
step-retire = Say in «{ $name }» that it gets no more cases
step-revive = Use «{ $name }» again
step-close = Leave «{ $name }»

# Groups and agents: who is where

member-left = Left the group
member-left-note = No longer in the WhatsApp group: sees no announcements there.
member-in = In the group
member-role-member = member
member-role-admin = administrator
member-invite-again = Send the link again
member-drop = Take out

# Groups

groups-speciality = Speciality
groups-speciality-hint = What they know best: «Bills and payments». May stay empty.
groups-speciality-example = Bills and payments
groups-shift = Shift
groups-shift-hint = When they attend: «morning». May stay empty.
groups-name-more-hint = Left empty, it is made of the speciality or the shift: «{ $name }».
groups-create-more = Create the group
groups-suggest-more-support = 🎫 { $name } - { $company }
groups-suggest-more-sales = 💰 { $name } - { $company }
groups-suggest-more-supervisor = 👔 { $name } - { $company }
groups-more = Add another group
groups-more-how = When one is not enough: another of its kind, with a speciality or a shift. Each new case goes to the one that got fewest.
groups-kind = Kind
groups-retired = Retired groups
groups-retired-how = They get no cases. The line is still in them: they can be used again.
groups-retired-since = { $kind }, retired: { $when }
groups-revive = Use again
groups-given-up-how = This group was not created. Try again (if it was made after all, Relevo finds it and uses that one) or forget it.
groups-create-again = Try again
groups-forget = Forget it
groups-link = Link into the group
groups-link-hint = It was sent on WhatsApp. You can also copy it and pass it on yourself.
groups-edit = Name, speciality and shift
groups-save = Save changes
groups-retire = Retire this group
groups-retire-title = Retire «{ $name }»?
groups-retire-what = No more cases are announced there, and the group is told. Cases that were taken go on as they are. The WhatsApp group is not deleted and the line stays in it: you can use it again any time.
groups-retire-only = It is the only one of its kind: cases go to the other groups, and wait if there is none.
groups-retire-only-supervisor = Without it, alerts go to the main groups.
groups-retire-do = Retire the group
groups-retire-waits = { $n ->
    [one] { $n } case that nobody took waits there.
   *[other] { $n } cases that nobody took wait there.
} Before the group can be retired they have to be taken, passed on or closed.
groups-retire-see = See the cases
groups-drop-title = Take { $agent } out of «{ $group }»?
groups-drop-what = They leave the WhatsApp group too and see no more announcements. Their open cases and personal groups stay as they are.
groups-drop = Take out of the group
groups-adopt-list = Choose from the groups that the line is in
groups-adopt-which = WhatsApp group
groups-adopt-hint = The line has to be an administrator, to be able to add agents.
groups-adopt-none = The line is in no other group. Add it to one from WhatsApp, make it an administrator, and reload this page.
groups-adopt-not-told = The list of groups could not be had. Try again in a while, or type the identifier.
flash-group-edited = The changes of { $name } are saved. If the name is another, it changes on WhatsApp too.
flash-group-forgotten = Done, it is forgotten.
flash-group-retired = Done: no more cases are announced in that group.
flash-group-revived = Done: cases are announced in that group again.
flash-bad-group-tickets = Not retired: there are cases in that group that nobody took. They have to be taken, passed on or closed first.
flash-wait-agent-dropped = Taking the person out of the group, on WhatsApp too.
flash-agent-invited = The link is sent on WhatsApp. It also appears here, to be copied.

# Agents

agent-slot-link = Could not be added: link into this group
agent-undo = Undo the registration
agent-undo-hint = If that account is not this person's, undo it: no cases can be taken until a new READY.
agent-undo-title = Undo the registration of { $name }?
agent-undo-what = From now on nobody takes cases under this name or writes to a customer from these groups. READY is asked for again in the main group. If somebody else had answered, take them out of the group first.
agent-undo-cases = Meanwhile the open cases stay here, but what is written in them reaches nobody.
agent-delete = Delete agent
agent-delete-hint = For somebody who attends no more. For a while, Inactive is enough.
agent-delete-open = Delete agent…
agent-delete-title = Delete { $name }?
agent-delete-what = They leave the main groups and their personal groups, on WhatsApp too. The history keeps their name and cases. The number can be added again later, as a new agent.
agent-delete-do = Delete agent
agent-delete-cases = These cases are open:
agent-delete-to = The cases go to
agent-delete-to-hint = With the conversation and the notes. The customer does not notice, and what they write meanwhile arrives all the same.
agent-delete-pending = Their main group, pending again
flash-bad-agent-handover = Not all cases of { $name } could be passed on: perhaps there are not enough free groups. The agent is inactive now and gets no new cases; pass on the rest and delete again.
flash-wait-agent-unbound = The registration is undone and READY asked for again. Until then no cases can be taken.
flash-wait-agent-deleted = { $name } is deleted and is being taken out of the groups: see the progress below.
flash-bad-agent-cases = Not deleted: there are open cases. They are below, among the personal groups.
panel-back = Back
