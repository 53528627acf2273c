# What the panel says. Times, departments, moods and months are in chat.ftl; field problems in errors.ftl.
# Every key must exist in all three languages (tests/it/text/catalogues.rs).

## Shared words

panel-save = Save
panel-cancel = Cancel
actions = Actions
urgent = URGENT
no-reason = no reason given
pages = Pages
pages-next = Next
ask-admin = Ask whoever administers Relevo.
form-fix = { $n ->
    [one] One detail needs fixing.
   *[other] { $n } details need fixing.
}
form-unavailable = The line is not answering right now and nothing was saved. Try again in a few seconds.

## Times (the rest is in chat.ftl)

day-today = Today
day-yesterday = Yesterday
day-named = { $weekday }, { $day }
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

## Menu

menu-main = Main
menu-skip = Skip to the content
menu-close = Close the menu
menu-shortcuts = Shortcuts
menu-more = More
menu-pending = pending
menu-board = Board
menu-tickets = Tickets
menu-agents = Agents
menu-simulator = Simulator
menu-settings = Settings
menu-groups = WhatsApp groups
menu-lines = Lines
menu-help = Help
menu-language = Language
menu-leave = Log out
role-admin = Administrator
role-supervisor = Supervisor
role-operator = Operator

## Getting in

login-title = Log in
login-user = User or e-mail
login-password = Password
login-remember = Remember me on this device
login-enter = Log in
login-forgot = Forgot the password? Ask whoever administers Relevo for a new one.
login-agent = Are you an agent? No need to log in: you work from WhatsApp.
login-wrong = The user or the password do not match. { $n ->
    [0] You have no tries left: wait 15 minutes.
    [one] You have { $n } try left.
   *[other] You have { $n } tries left.
}
login-wait = Too many tries. Try again in { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}.
first-title = First start
first-intro = With these details you will log in and administer Relevo. There is no default password.
first-name = Your name
first-name-missing = Your name is missing: it is what others see.
first-login-hint = Without spaces. It may be your e-mail.
first-login-missing = The user is missing.
first-login-odd = Use only letters without accents, digits and the signs @ . _ + -
first-password-hint = At least { $n } characters. A phrase is easier to remember.
first-password-short = The password is short: it needs at least { $n } characters.
first-password-long = The password is too long.
first-password-weak = That password is easy to guess: use another.
first-again = The password again
first-again-other = It is not the same as above.
first-create = Create my account
first-used = This link no longer works
first-used-how = It can be used only once. If there is no account yet, restart Relevo: it shows a new link when it starts.
flash-first-start = Done, your account was created! Begin by creating the Support group.

## When a page cannot be shown

error-home = Go to the start
error-not-signed-in = Log in first
error-not-signed-in-how = Your session has ended, or you have not logged in yet.
error-forbidden = This is not open to you
error-forbidden-how = Your role does not allow it. Ask whoever administers Relevo.
error-stale-form = The form has expired
error-stale-form-how = Nothing was saved. Go back to the page, reload it and send it again.
error-not-found = We did not find that page
error-not-found-how = The address may be wrong, or it may no longer exist.
error-unreadable = We do not understand the request
error-unreadable-how = Nothing was saved. Go back to the page and try again.
error-too-large = It is too long
error-too-large-how = Nothing was saved. Send something shorter.
error-busy = Relevo is busy
error-busy-how = Try again in a few seconds.
error-fault = Something failed on our side
error-fault-how = It was noted with the details. Try again; if it goes on, tell whoever administers Relevo.
flash-bad-refused = It could not be done: it may no longer exist. Reload the page and try again.
flash-bad-unavailable = The line is not answering right now and nothing was done. Try again in a few seconds.

## Board

board-try = Try it in the simulator
board-waiting = Waiting for somebody to take them
board-see-all = See all
board-none = Nobody is waiting
board-none-how = When a customer writes, the case appears here until somebody takes it.
board-bar = The bar fills up to the waiting limit. Past it, Relevo alerts the Supervisor group.
board-who = Who is on
board-nobody = There are no active agents yet.
kpi-pending = Pending
kpi-none-late = all in time
kpi-late = { $n ->
    [one] { $n } is past its limit
   *[other] { $n } are past their limit
}
kpi-progress = In progress
kpi-of-slots = of { $n ->
    [one] { $n } personal group
   *[other] { $n } personal groups
}
kpi-longest = Longest wait
kpi-longest-note = of those nobody has taken
kpi-longest-none = nobody is waiting
alarm-connecting = The line { $name } is connecting.
alarm-connecting-how = Whatever arrives is kept and goes out in order.
alarm-connecting-do = See the line
alarm-qr = The line { $name } waits for somebody to scan the QR code.
alarm-qr-how = Until then nothing comes in or goes out.
alarm-qr-do = See the QR code
alarm-down = The line { $name } is disconnected.
alarm-down-how = Messages are kept: they go out in order when it is back.
alarm-down-do = See the line
alarm-groups = The first group is missing.
alarm-groups-how = That is where cases are announced for agents to take.
alarm-groups-do = Create the group
alarm-agents = There are no agents yet.
alarm-agents-how = Add those who will attend: Relevo creates their groups.
alarm-agents-do = Add agents
alarm-ready = No agent has answered READY.
alarm-ready-how = Each agent replies READY, quoting the message with their name in the main group; only then can they take cases.
alarm-ready-do = See the agents

## Tickets

state-pending = Pending
state-progress = In Progress
state-closed = Closed
tickets-state = State
tickets-open = Open
tickets-pending = Pending
tickets-progress = In progress
tickets-closed = Closed
tickets-all = All
tickets-search = Search
tickets-search-hint = Name, number, #ticket or text
tickets-search-scope = Names and numbers are looked for among all customers; what was written, in the latest { $messages } messages.
tickets-find = Search
tickets-group = Group
tickets-any-group = Any group
tickets-agent = Agent
tickets-any-agent = Any agent
tickets-unfilter = Remove filters
tickets-cases = Cases
tickets-caption = Cases; of the open ones, first those that wait longest
tickets-case = Case
tickets-mood = Mood
tickets-relay = Relay: wait and attendance
tickets-last = Last message
tickets-none = No cases here
tickets-none-how = When a customer writes, the case appears in this list.
tickets-none-filtered = None matches what you look for. Try fewer filters.
tickets-waits = waiting for { $name }
tickets-waited = waited { $name }
tickets-untaken = not taken
tickets-with = { $span } with { $name }
tickets-attended = attended in { $name }
ticket-way = The way of the case
ticket-conversation = Conversation
ticket-facts = The case
ticket-customer = Customer
ticket-agent = Attended by
ticket-line = Line
ticket-opened = Opened
ticket-previous = Goes on from case
ticket-taken = Taken
ticket-reason = Reason
ticket-before = Other cases
ticket-before-none = It is this customer's first.
ticket-cut = The latest messages of the case are shown.
leg-menu = Wrote
leg-menu-detail = { $time }, { $name }
leg-waits = Waiting for { $name }
leg-waited = Waited { $name }
leg-since = since { $name }
event-opened = The case was opened
event-claimed = { $name } took the case
event-escalated = It passed its waiting limit and nobody took it
event-alerted = Supervision was alerted
event-closed = { $name } closed the case
message-sent = Sent
message-queued = On its way
message-delivered = Delivered
message-read = Read
message-withdrawn = Not sent: taken back in time
message-withdrawn-slot = Not passed on to the agent: the customer took it back before
message-failed = It did not reach the customer. It is not tried again by itself.
message-failed-why = It did not reach the customer: «{ $name }». It is not tried again by itself.
message-failed-slot = It did not reach the agent's group.
message-failed-slot-why = It did not reach the agent's group: «{ $name }».
message-failed-act = Try again or discard
message-deleted-customer = Deleted by the customer, { $name }
message-deleted-agent = Deleted by the agent, { $name }
message-edited = edited
message-until = until { $name }
message-quote-earlier = An earlier message of this case
message-quote-other = From another conversation
message-reaction-of = reaction of { $name }
message-reaction-agent = the agent's reaction
media-alt = { $kind } from { $name }
media-image = Photo
media-video = Video
media-gif = GIF
media-video-note = Video note
media-voice = Voice message
media-audio = Audio
media-document = Document
media-sticker = Sticker
media-location = Location
media-location-live = Live location
media-contact = Contact
media-contact-unnamed = Contact without a name
media-poll = Poll
media-once = To be seen only once: it is not shown here.
media-once-used = It was to be seen only once: it was delivered and removed.
media-lost = Expired: WhatsApp no longer has it.
media-too-large = Too large: it is not fetched.
media-not-yet = Not fetched from WhatsApp yet.
media-no-way = This line's connection cannot fetch it.
media-fetch = Fetch
media-fetch-again = Fetch again
file-gone = That file is not here
file-gone-how = It may have expired, or was not fetched from WhatsApp yet. Go back to the case and press «Fetch again».
flash-file-fetched = Done, the file is here now.
flash-wait-file = The file is large or WhatsApp is slow: it is still on its way, and shows by itself once it is here.
flash-bad-file-lost = It could not be fetched: WhatsApp no longer has it, or it is too large.
flash-bad-file-later = It could not be fetched now. Try again in a few minutes.

## Agents

agents-summary = { $agents ->
    [one] { $agents } agent
   *[other] { $agents } agents
}, { $slots ->
    [one] { $slots } personal group
   *[other] { $slots } personal groups
}
agents-add = Add New Agent
agents-list = Agents
agents-none = There are no agents yet
agents-none-how = Add the first person who will attend. Relevo creates their groups and asks them for READY.
agents-agent = Agent
agents-main-groups = Main groups
agents-groups-label = Groups:
agents-slots = Personal groups
agents-registration = Registration
agents-state = State
agents-edit = Edit
agents-name = Full name
agents-name-hint = The first name is used in their groups: «Chat soporte Sofía N°1».
agents-number-hint = As you usually write it, with the area code. Spaces, dashes and + are fine.
agents-slots-hint = How many customers at once, 1 to 10. Recommended: new agent 1 or 2, normal 3, expert 5.
agents-slots-edit-hint = 1 to 10. Recommended: new agent 1 or 2, normal 3, expert 5. If you lower it, a group with an open case is retired only when the case is closed.
agents-need-group = Before adding agents you need a Support or Sales group: that is where cases are announced.
agents-need-group-go = Go to WhatsApp groups
agents-create = Create agent and groups
agents-pace = WhatsApp limits new groups: one is created every { $name }. You may close this page.
agents-pace-fast = Groups are created one after another. You may close this page.
agent-active = Active
agent-inactive = Inactive
agent-inactive-long = Inactive, takes no cases
agent-no-groups = none
agent-no-slots = No personal groups yet.
agent-edit = Edit agent
agent-save = Save changes
agent-account = Bound account
agent-answered = Answered READY
agent-identity = Identity
agent-proof = How it was known
agent-proof-number = They answered from their own number.
agent-proof-quote = They quoted the request and are in the group. WhatsApp did not show their number.
agent-not-yet = They still have to reply READY, quoting the message with their name in the main group.
registration-done = Registered
registration-missing = READY is missing
member-none = Not in it
member-pending = Being added…
member-invited = Invitation sent
member-invited-note = Their privacy settings do not let us add them: we sent the group's link.
member-add = Add
member-ask-again = Ask for READY again
slot-busy = has a case
slot-free = free
slot-off = to be created
slot-retired = retired
slots-none = no groups
slots-creating = being created
slots-text = { $busy } of { $ready } busy
slots-full = full
slots-free = { $n } free
flash-agent-added = We added { $name }. See the progress below; in the group we ask them to reply READY.
flash-agent-edited = The changes to { $name } were saved.
flash-ready-asked = We asked for READY again in the group.
flash-joining = They are being added to the group, and asked for READY if needed.

## Jobs

job-agent = Setting up { $name }
job-group = Setting up { $name }
job-step = Step { $k } of { $n }
job-failed = It failed
job-doing = under way
job-attempt = try { $n }
job-again-in = Tried again in
job-goes-on-in = Goes on in
job-said = WhatsApp answered «{ $name }». Nothing to do: Relevo tries again.
job-said-final = WhatsApp answered «{ $name }» and Relevo stopped trying by itself. You may try now, or give it up.
job-not-on-whatsapp = That number is not on WhatsApp. Check it with the person: if it is wrong, give this up and add them with the right one.
job-group-not-ready = The main group is still being created: this goes on when it is there.
job-hint = You may close this page: it goes on by itself.
job-hint-wait = At { $name }. WhatsApp limits new groups: Relevo spaces them and creates none twice. You may close this page.
job-hint-failed = What is done stays done.
job-retry = Try now
job-give-up = Give up
step-create-group = Create the group on WhatsApp
step-adopt = Look at the existing group
step-check = Check the number on WhatsApp
step-join = Add to { $name }
step-slot = Create «{ $name }»
step-ready = Ask for READY in { $name }
flash-job-retried = Trying again now.
flash-job-given-up = Done, it was given up.

## Main groups

group-support = Support group
group-sales = Sales group
group-supervisor = Supervisor group
groups-line = Line { $name }
groups-optional = optional
groups-missing = ❌ Not set up
groups-ready = ✅ Set up
groups-creating = Being created
groups-failed = Could not be created
groups-given-up = Given up
groups-purpose-support = Support cases are announced here. An agent takes one by replying to the announcement.
groups-purpose-sales = Sales leads are announced here. An agent takes one by replying to the announcement.
groups-purpose-supervisor = Gets the alerts about cases that nobody takes. Without it they go to the main group.
groups-suggest-support = 🎫 Support - { $name }
groups-suggest-sales = 💰 Sales - { $name }
groups-suggest-supervisor = 👔 Supervision - { $name }
groups-name = Name of the group
groups-name-long = It has { $n } characters. With more than 30, WhatsApp cuts it in the list of chats.
groups-name-nothing = That name does not say what the group is for. Try something like «🎫 Support - your company».
groups-name-look = Is that really its name? If it suits you anyway, press the button again.
groups-member = First member
groups-member-hint = WhatsApp does not let us create an empty group: give the number of somebody who will be in it.
groups-create-support = Create Support group
groups-create-sales = Create Sales group
groups-create-supervisor = Create Supervisor group
groups-adopt = Use one that exists
groups-chat = Identifier of the group
groups-chat-hint = It ends in @g.us. The line's number has to be in the group.
groups-adopt-this = Use this group
groups-agents = Agents in this group
groups-agents-none = Nobody yet: add the first one below.
groups-supervisors-none = Nobody is in it yet: add whoever should get the alerts.
groups-add-agent = Add New Agent
groups-add = Add
groups-join-existing = Add somebody who is an agent already
groups-join = Add
flash-group-creating = «{ $name }» is being created on WhatsApp. See the progress below.
flash-group-adopting = The group is being looked at. See the progress below.

## Lines

line-connected = CONNECTED
line-connecting = CONNECTING
line-waiting-qr = WAITING FOR QR
line-disconnected = DISCONNECTED
line-said-connected = Messages come in and go out.
line-said-connecting = It is connecting. Whatever arrives is kept and goes out in order.
line-said-qr = The number has to be linked: scan the code with the line's phone.
line-said-down = It is down. Messages are kept and go out in order when it is back.
line-qr = QR code to link the number
line-qr-how = On the phone: WhatsApp → Linked devices → Link a device. The code renews itself.
line-number = Number
line-number-unknown = not known yet
line-intake = Intake
line-zone = Time of
line-restart = Restart the bot
intake-menu = Menu: 1 Support, 2 Sales
intake-direct = Direct: the first message opens a case
intake-external = External: another program opens cases
flash-line-restarted = The line { $name } was restarted. Nothing is lost: it goes on where it was.
lines-settings = How it sends
lines-save = Save
lines-undo = Wait before sending (s)
lines-undo-hint = From 0 to 60 seconds. Meanwhile, what the agent deletes or corrects does not reach the customer. With 0 it leaves at once.
lines-undo-wrong = Use a whole number from 0 to 60.
lines-rate = Messages per second
lines-rate-hint = From 0.1 to 50. WhatsApp blocks who sends too fast.
lines-rate-wrong = Use a number from 0.1 to 50.
lines-burst = Messages in a row
lines-burst-hint = From 1 to 200: how many may leave together after a pause.
lines-burst-wrong = Use a whole number from 1 to 200.
lines-jitter = Unevenness (%)
lines-jitter-hint = From 0 to 90. With more, the pace is more like a person's.
lines-jitter-wrong = Use a whole number from 0 to 90.
lines-marks = Marks and questions
lines-guard = Ask the agent before sending a text that names another case of theirs
lines-delivery = Put ✅ on the agent's message when it reached the customer and 👀 when it was read
lines-typing = Show «typing…» on the other side
lines-read = The customer sees that a message was read
lines-read-seen = when the agent has seen it
lines-read-relayed = as soon as it is in the agent's group
lines-read-never = never
flash-line-saved = The settings of line { $name } are saved. They hold from now on.
letters-title = Messages that did not leave
letters-none = There are none
letters-none-how = A message that WhatsApp refuses for good stays here: it is not lost.
letters-older = See older ones
letters-when = When
letters-to = To
letters-purpose = What it was
letters-why = Why
letters-retry = Try again
letters-drop = Discard
letters-to-unknown = a chat that belongs to nobody any more
letters-to-customer = a customer without a name
letters-to-slot = Customer's message, case #{ $n }
letters-from-agent = Agent's answer, case #{ $n }
letters-change-slot = Customer's change or reaction, case #{ $n }
letters-change-customer = Agent's change or reaction, case #{ $n }
letters-addition = Notice of more messages, case #{ $n }
letters-mark = Delivery mark
letters-answer = Notice from Relevo
letters-announcement = Announcement of case #{ $n }
letters-ask-ready = Request for READY
letters-alert = Alert
letters-file = 📎 a file
letters-line = Line { $name }
flash-letter-retried = It is being sent again. If it fails once more, it comes back to this list.
flash-letter-dropped = Done, it is discarded.

## Simulator

sim-nothing-leaves = Nothing of this goes out to WhatsApp.
sim-cut = Cut the line
sim-reconnect = Reconnect
sim-offline = The line is cut.
sim-offline-how = What is written waits, and goes out in order on reconnecting.
sim-start = Begin with the groups.
sim-start-how = Create the Support group and add two agents: their phones appear here.
sim-phones = Phones
sim-phone-customer = the phone of { $name }, customer
sim-phone-agent = the phone of { $name }, agent
sim-group-members = { $name } and Relevo
sim-group-empty = only Relevo
sim-no-case = no case
sim-case = case #{ $n }
sim-messages = Messages: { $name }
sim-write-as = Write as { $name }
sim-send-as = Send as { $name }
sim-write-group = Write in the group
sim-send-group = Send to { $name }
sim-as = As
sim-quote = Quote
sim-quoting = Quoting { $name }
sim-unquote = Drop the quote
sim-nobody = Nobody is in this group yet: add somebody in Settings → WhatsApp groups.
sim-join = Join the group
sim-more = { $n ->
    [one] { $n } more phone is not shown.
   *[other] { $n } more phones are not shown.
}
sim-add-customer = Add a customer
sim-number-hint = Any will do. Those that end in 0000 are not on WhatsApp, for practice.
sim-number-taken = That number is already { $name }'s.
sim-faults = Make something go wrong
sim-faults-why = To see how Relevo reacts on a bad day.
sim-refused = Refuse the next creations of a group
sim-refused-hint = WhatsApp answers «unknown error» so many times.
sim-sends = Refuse the next sends
sim-duplicates = Everything reaches Relevo twice
sim-privacy = Cannot be added to groups
sim-edit = Edit
sim-delete = Delete
sim-react = React
sim-acts = What to do with the message of { $name }
sim-editing = You edit the message of { $name }
sim-deleting = The message of { $name } is deleted for everyone
sim-reacting = You react to the message of { $name }
sim-leave-it = Leave it
sim-edit-label = New text of the message
sim-edit-go = Save the change
sim-delete-go = Delete for everyone
sim-react-go = React with { $name }
sim-react-back = Take the reaction back
sim-edited = Edited
sim-deleted = This message was deleted
sim-tick-sent = Sent: Relevo does not have it yet
sim-tick-delivered = Delivered: Relevo has it
sim-tick-read = Read
sim-typing = typing…
sim-reactions = Reactions: { $name }
sim-attach = File
sim-file = File, up to 16 MB
sim-file-as = Send it as
sim-as-auto = what it is
sim-as-document = document
sim-as-sticker = sticker
sim-as-voice = voice note
sim-as-note = video note
sim-as-gif = GIF
sim-view-once = To be seen once
sim-file-words = What you write above goes with the file.
sim-send-file = Send the file
sim-record = Record a voice note
sim-record-stop = Stop and send the note
sim-no-mic = The microphone could not be used.
sim-read = Mark as read: { $name }
sim-off = Off
sim-phones-off = Have their phone switched off
sim-fetches = Do not bring the next files
sim-fetches-hint = For a passing reason: Relevo tries again.
sim-broken = Break off the next files in the middle
sim-expired = The files that people sent have expired
sim-once = To be seen once
sim-place-or-card = Location or contact
sim-place = Location: latitude and longitude
sim-place-name = Name of the place
sim-send-place = Send the location
sim-card-name = Name of the contact
sim-card-number = Number of the contact
sim-send-card = Send the contact
sim-map = See on the map
sim-map-live = Live location
flash-sim-customer = We added { $name }. Write from their phone.
flash-sim-reconnected = The line is connected again.
flash-wait-sim-cut = You cut the line: what is written waits.
flash-sim-faults = Done, it stays so.
flash-sim-joined = Joined the group.
flash-bad-sim-gone = That is no longer in the simulator.
flash-bad-sim-not-member = That person is not in the group, so they cannot write there.
flash-bad-sim-link = That link leads to no group.
flash-bad-sim-not-on-whatsapp = That number is not on WhatsApp: those that end in 0000 never are.
flash-bad-sim-own-number = That is the line's own number: use another.
flash-bad-sim-empty = Write something first.
flash-bad-sim-too-long = It is too long: try something shorter.
flash-bad-sim-full = The simulator takes no more people.
flash-bad-sim-not-yours = That message is somebody else's.
flash-bad-sim-too-late = It is too late: messages are edited for 15 minutes and deleted for two days.
flash-bad-sim-no-words = That message has no text to edit.
flash-bad-sim-no-emoji = To react it takes a single emoji.
flash-bad-sim-no-file = The file is missing: choose one that is not empty.
flash-bad-sim-too-large = The file is larger than 16 MB: try a smaller one.
flash-bad-sim-phone-off = That phone is off: switch it on under «Make something go wrong».
flash-bad-sim-kind = That file cannot be sent like this: try as a document.
flash-bad-sim-place = That is no place: write latitude and longitude, like -26.83, -65.20.
