# Alerts and reminders, what is answered to them, and their rules.

## In the Supervisor group

alert-many = ⚠️ *{ $count } cases need attention*
alert-angry = 🔴 *URGENT · The customer of case #{ $ticket } is angry*
alert-angry-where = Wrote { $length } ago · announced in { $group }
alert-unanswered = ⏳ *Case #{ $ticket }: the customer has been waiting { $length } for { $agent } to answer*
alert-gone = 🚪 *Case #{ $ticket }: { $agent } left the group { $place }*
alert-gone-what = What the customer writes is no longer seen. Ask them to come back in (the link is in the panel, under Agents), or give the case to somebody else.
alert-left = 🚪 *{ $agent } left { $group } and has case #{ $ticket }*
alert-left-what = The case is still in { $place }. If it will not be attended there, give it to somebody else.
alert-line-angry = • 🔴 *#{ $ticket }* · { $customer } · is angry
alert-line-unanswered = • ⏳ *#{ $ticket }* · { $customer } · has been waiting for { $agent } for { $length }
alert-line-gone = • 🚪 *#{ $ticket }* · { $customer } · { $agent } is no longer in the group ({ $place })
alert-how-give = _To give it to somebody, quote this message with */assign name*; to take it yourself, with *I take it*_
alert-how-give-many = _To give one to somebody: */assign #12 name*_
alert-how-pass = _To pass it on, quote this message with */assign name*; to take it yourself, with *I take it*_
given = ✅ Case #{ $ticket } assigned to { $agent } → { $slot }
assign-how = Which case, or for whom? Quote the alert of a single case with */assign name*, or write */assign #12 name*.
assign-elsewhere = Cases are not given to others here: that is done in the Supervisor group, by quoting the alert with */assign name*. To take one yourself, reply quoting its announcement.
assign-nobody = There is no agent called “{ $word }”.
assign-several = More than one agent may be “{ $word }”. Write the last name too.
assign-agents = The agents: { $agents }
line-was-down = 📵 *The line was without a connection from { $since } to { $until }*
line-was-down-after = It is back. What arrived meanwhile is being delivered now, in order.
other-line-down = 📵 *The line { $line } has been without a connection since { $since }* Its customers and agents get nothing until it is back. It is connected again from the panel, under Lines.
other-line-back = 📶 The line { $line } is back: it was without a connection from { $since } to { $until }.
help-asignar = Gives a case to an agent. In the Supervisor group, quoting the alert; with the number, without quoting.
help-asignar-as = assign [#12] name

## In a personal group

answer-reminder = ⏳ *{ $customer } has been waiting { $length } for your answer*
answer-reminder-text = “{ $text }”
given-back = ↩️ The customer of case #{ $ticket } was waiting and got no answer, so the case went back to { $to } for whoever can take it. This group is free.

## In the panel: what happened

event-late = The agent was reminded that the customer waits for an answer
event-late-alerted = Supervisors were alerted: the customer waits for an answer
event-angry = Supervisors were alerted: the customer is angry
console-late = { $customer } waits for an answer
console-angry = { $customer } is angry: supervisors were alerted

## In the panel: rules

rules-title = Rules of { $group }
rules-lead = How long a customer may wait before somebody is alerted. Minutes count within business hours only. A change also counts for cases that wait already.
rules-line-title = Alerts and waits of the line
rules-line-lead = They hold for every group without rules of its own.
rules-pending = While nobody takes the case
rules-first = First alert
rules-first-hint = Minutes without anybody taking it: the group is reminded and supervisors are alerted.
rules-urgent = First alert, angry customer
rules-urgent-hint = Minutes, for urgent cases.
rules-second = Second alert
rules-second-hint = Minutes since the case began to wait.
rules-repeat = Then every
rules-repeat-hint = Minutes from one alert to the next, until somebody takes it.
rules-answering = While an agent attends it
rules-answer = Remind the agent
rules-answer-hint = Minutes that the customer waits for an answer.
rules-answer-alert = Alert supervisors
rules-answer-alert-hint = Minutes that the customer waits for an answer.
rules-give-back = Give the case back to the group
rules-give-back-hint = Minutes that the customer waits for an answer, after the reminder. 0: never.
rules-default = Empty: { $minutes }, as on the line.
rules-default-never = Empty: never, as on the line.
rules-save = Save
rules-back = Back to the groups
rules-link = Rules
rules-group-link = Alerts and waits
rules-problem-number = Write a whole number of minutes, from { $least } to { $most }.
rules-problem-second = It has to be more than the first alert ({ $minutes }).
rules-problem-alert = It has to be more than the reminder to the agent ({ $minutes }).
flash-rules-saved = Done: the rules of { $name } hold from now on.
