# Groups, agents and lines.

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
agent-delete-cases = There are open cases: they have to be closed or passed on first.
flash-wait-agent-unbound = The registration is undone and READY asked for again. Until then no cases can be taken.
flash-wait-agent-deleted = { $name } is deleted and is being taken out of the groups: see the progress below.
flash-bad-agent-cases = Not deleted: there are open cases. They are below, among the personal groups.
panel-back = Back
