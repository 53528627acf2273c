# Commands in WhatsApp, and what comes after a case: on WhatsApp first, then in the panel.

## What can be written, a line for each command

command-info = */info*: all that is known of the customer and the case, with the notes
command-cliente = */customer message*: sends that message exactly, even if it begins with /
command-r = */r key*: sends the canned reply of that key; */r* alone lists them
command-nota = */note text*: keeps an internal note; the customer does not see it
command-transferir = */transfer John reason*: passes the case to another agent, a group or a department
command-devolver = */return reason*: the case waits in the main group again
command-escalar = */escalate reason*: tells supervisors; the case stays with you
command-fin = */close reason*: closes the case, tells the customer and frees the group
command-estado = */status*: how many cases wait and how many are attended now
command-agentes = */agents*: who is on and with how many free groups
command-bloquear = */block reason*: closes the case without telling the customer, who is heard no more
command-asignar = */assign #12 name*: gives a case to an agent (quoting the alert, without the number)
command-desbloquear = */unblock number*: that customer is heard again
command-ayuda = */help*: this list
help-supervisor-title = *What you can write here*

## Answers in a personal group

nothing-to-note = The note is missing. Write it after the command, for example: /note Calls tomorrow at 9
no-destination = Who is to have the case? It can be an agent, a group, or Support or Sales:
unknown-destination = I did not find «{ $word }», so the case stays here. There are:
many-destinations = There is more than one «{ $word }», so the case stays here. Which one?
destination-how = For example: /transfer { $agent } and, if you like, the reason.
help-asked = 🙋 *Case #{ $ticket }*: supervisors have been told. The case stays with you.
why-close = The reason is missing, so the case stays open.
why-close-how = Close it with the number or in your own words, for example: /close 1
why-close-free = Write it after the command, for example: /close It was the cable
info-notes = *Notes*
info-note-line = • { $who }: «{ $text }»
silence-told = ⏳ *Case #{ $ticket }*: the customer has not answered for { $silent }. We told them: unless they write, the case closes by itself in { $length }.

## The queue and the team

queue-title = 📋 *The queue now*
queue-empty = • { $group }: nobody waits
queue-group = • { $group }: { $count ->
    [one] one case waits
   *[other] { $count } cases wait
}; the longest, #{ $ticket }, for { $length }.
queue-urgent = { $count ->
    [one] 🔴 One is urgent.
   *[other] 🔴 { $count } are urgent.
}
queue-attended = Attended now: { $count }
team-title = 👥 *Who is on*
team-none = There are no agents yet.
team-free = • { $agent }: { $free ->
    [one] one free group
   *[other] { $free } free groups
}, { $busy ->
    [0] no cases
    [one] one case
   *[other] { $busy } cases
}
team-full = • { $agent }: no room, { $busy ->
    [0] no group is ready
    [one] one case
   *[other] { $busy } cases
}
team-off-shift = • { $agent }: off shift
team-inactive = • { $agent }: inactive
team-unregistered = • { $agent }: has not answered READY

## To a customer

ask-rating = How did we do? Answer with a number from 1 (very bad) to 5 (very good).
ask-comment = Thank you! If you like, tell us why: your next message is kept as a comment, and the one after it opens a new case.
rating-thanks = Thank you for telling us! If you need anything else, write here and we will attend to you.
silence-warning = Are you still there? Unless you write, we close your case #{ $ticket } in { $length }. If it is solved, there is nothing you have to do.

## Reasons that are offered, a line for each

close-reasons-usual =
    Solved
    Question answered
    Technician sent
    Sold
    No answer
    Not for us
close-reason-silence = No answer

## Help in the panel

help-nota-as = note text
help-nota = Keeps an internal note: it is in the history and in /info, and the customer never sees it.
help-transferir-as = transfer to reason
help-transferir = Passes the case to another agent (a part of the name will do), to a main group, or to Support or Sales, with the whole conversation and the notes.
help-devolver-as = return reason
help-devolver = The case waits in the main group again, for whoever takes it.
help-escalar-as = escalate reason
help-escalar = Tells supervisors. The case stays where it is.
help-estado-as = status
help-estado = How many cases wait in each group and since when, and how many are attended. In main groups and in the Supervisor group too.
help-agentes-as = agents
help-agentes = Who is on, with free and busy groups, and who has not registered. In main groups and in the Supervisor group too.

## Events and news

event-rated = The customer rated it { $rating } of 5
event-silence = The customer does not answer: told that the case will be closed
console-rated = { $customer }: rated { $rating } of 5
console-silence = { $customer }: does not answer, told that the case will be closed

## Ajustes → Cierre de casos

menu-closing = Closing cases
closing-intro = How the cases of the line end, and what comes after. It holds as soon as it is saved.
closing-texts = The texts that the customer gets are changed in Messages.
closing-why = Reasons
closing-reasons = Reasons for closing, one a line
closing-reasons-how = With /close the number, the beginning or a similar word will do: so statistics count them together. A reason that is not in the list stays as it was written.
closing-reason-odd = A reason needs words: a number alone is taken for a place in the list.
closing-reason-long = A reason can have up to 60 letters.
closing-reasons-many = The list can have up to 20 reasons.
closing-required = The reason is required
closing-required-how = With /close alone the case stays open and Relevo shows the list.
closing-csat = Rating
closing-rating = Ask the customer how it was, from 1 to 5
closing-rating-how = After the farewell, when an agent attended the case. The answer opens no new case.
closing-comment = Invite them to say why
closing-comment-how = What they write in the next 10 minutes is kept as a comment.
closing-window = For how many hours an answer counts
closing-window-how = After that, a number is a message like any other.
closing-every = Days without asking the same customer again
closing-every-how = 0: after each case.
closing-silent = Customers who do not answer
closing-silence = Hours without an answer until they are warned
closing-silence-how = Since the agent's last message. 0: never. Nobody is warned who waits for an answer.
closing-close = Hours from the warning until closing
closing-close-how = If the customer writes before, the case goes on.
closing-meanwhile = While it is attended
closing-named = Show the customer who writes when that changes
closing-named-how = For example when a supervisor joins the personal group and answers.
closing-number = Write a whole number between { $from } and { $to }.
flash-closing-saved = We saved the closing of cases of the line { $name }. It holds from now on.
ticket-rating = Rating
rating-of-five = { $rating } of 5
kpi-rating = Rating today
kpi-rating-note = { $n ->
    [0] nobody has answered yet
    [one] one answer
   *[other] { $n } answers
}
rules-claiming = Taking cases
rules-reaction = With ✋ too
rules-reaction-how = An agent who reacts with ✋ to the announcement takes the case, as with a reply that quotes it.
rules-default-hours = Empty: { $hours ->
    [one] 1 hour
   *[other] { $hours } hours
}, as on the line.
