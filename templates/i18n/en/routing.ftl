# Routing, hours and shifts: what is said in chats about them, and the pages on which they are set.

closed-until = We are closed right now. We got your message and have kept it: we will answer { $opens }.
closed-for-now = We are closed right now. We got your message and have kept it: we will answer here when we are back.
shift-ending = ⏰ Your shift ends { $time }. Whatever is still open in this group goes back to the main group { $leaves }, for whoever is on shift. If it is solved, close it with /close.
announcement-how-for = _👉 For { $agent }: reply quoting this message within { $seconds } seconds to accept it_
offered-to = 👉 Case #{ $ticket } is now for { $agent }: reply quoting this message within { $seconds } seconds to accept it.
open-to-all = 🙌 Case #{ $ticket } is still free: anybody can take it by quoting this message.
refused-off-shift = { $agent }, you are off shift now and the case is still free. Your shift begins { $begins }.
refused-off-shift-for-now = { $agent }, you are off shift now and the case is still free. An administrator can change your hours.
refused-offered = Case #{ $ticket } is for { $agent } right now. If they do not accept it, you can take it afterwards.
reason-shift-ended = The shift is over.
ahead-today = { $hour ->
   *[other] today at { $time }
 }
ahead-tomorrow = { $hour ->
   *[other] tomorrow at { $time }
 }
ahead-weekday = { $hour ->
   *[other] on { $weekday } at { $time }
 }
ahead-date = { $hour ->
   *[other] on { $day } { $month } at { $time }
 }
text-name-opens = when it opens again
text-name-seconds = how many seconds there are to accept it
text-name-time = when the shift ends
text-name-leaves = when cases go back to the group

menu-hours = Hours
hours-intro = When the company attends, the shifts of each group and agent, and what happens to cases out of hours.
hours-company = Company hours
hours-week = Days and hours
hours-week-how = Up to four spans a day: “9 to 13, 16 to 20”. An empty day is closed. With the whole week empty, it is always open.
hours-week-how-group = Up to four spans a day: “9 to 13, 16 to 20”. On an empty day it gets no cases. With the whole week empty, the company’s hours hold.
hours-week-how-agent = Up to four spans a day: “9 to 13, 16 to 20”. On an empty day they take no cases. With the whole week empty, they always do.
hours-copy = Copy Monday to Tuesday–Friday
hours-copy-all = Copy Monday to the whole week
hours-holidays = Holidays
hours-holidays-how = Nobody attends on that day.
hours-holidays-drop = To remove one, untick it and save.
hours-holiday-date = Date of a new holiday
hours-holiday-name = Name (optional)
hours-holiday-every = It comes every year
hours-holiday-yearly = { $name } (every year)
hours-holiday-once = { $name } (that year only)
hours-holiday-no-date = Choose the date of the holiday.
hours-holiday-odd = The name has signs that cannot be kept.
hours-holidays-full = There are 200 holidays: remove those that have passed.
hours-zone = Time zone
hours-zone-how = Empty: that of the line.
hours-save = Save hours
hours-odd = This cannot be understood. Write it like this: 9 to 13, 16 to 20.
hours-same = It begins and ends at the same time. For the whole day write “24 hours”.
hours-too-many = More than four spans: join those that touch.
hours-overlap = It overlaps with another span, of this day or the next.
hours-now-always = Now: open, no hours are set
hours-now-open-today = Now: open until { $name }
hours-now-open = Now: open until { $name }
hours-now-closed = Now: closed, opens { $name }
hours-now-never = Now: closed, with no opening within a year
shifts-title = Cases and shifts
shifts-advice-few = { $n ->
    [one] With { $n } agent it works best to have everybody in all groups, without shifts: the company hours are enough.
   *[other] With { $n } agents it works best to have everybody in all groups, without shifts: the company hours are enough.
 }
shifts-advice-some = { $n ->
   *[other] With { $n } agents it is best to work in shifts: a group for each shift, with its hours.
 }
shifts-advice-many = { $n ->
   *[other] With { $n } agents it is best to split by speciality: a group for each subject, with its words, and shifts if needed.
 }
shifts-balance = If several groups could attend
shifts-balance-load = The one with the fewest cases waiting
shifts-balance-turns = One after the other
shifts-waiting = Cases that wait
shifts-move = When the group's shift ends, move them to one that is on shift
shifts-tell = Out of hours, tell whoever writes when somebody will be there (once a night)
shifts-tell-text = Change the words of that message
shifts-claims = Taking cases
shifts-off-claims = Agents may take cases outside their shift
shifts-end = When an agent's shift ends, their open cases
shifts-end-keep = Stay with that person
shifts-end-offer = Go back to the main group, for whoever is on shift (they are told 10 minutes before)
shifts-grace = Minutes of grace after the shift
shifts-grace-how = How long to wait before they go back.
shifts-grace-odd = Write a number of minutes, from 0 to 240.
shifts-save = Save rules
shifts-groups = Shifts of the groups
shifts-groups-none = There are no groups for cases yet.
shifts-agents = Shifts of the agents
shifts-agents-none = There are no agents yet.
shift-on = On shift
shift-off = Off shift
shift-own = Hours of its own
shift-as-company = As the company
shift-always = No shift: always
shift-title = Shift
shift-group-intro = When this group gets cases. Without hours, the company's hours count.
shift-agent-intro = When this person takes cases. Without hours, always.
shift-works-holidays = Works on the company's holidays too
shift-save = Save shift
shift-giving = How cases are given out
shift-keywords = Words of its speciality
shift-keywords-how = Separated by commas: “invoice, payment, charge”. If whoever writes uses one, the case comes to this group.
shift-keywords-many = More than 40 words: keep those that are used most.
shift-keywords-odd = “{ $name }” cannot be used: take words of up to 40 letters, without signs.
shift-assignment = Who takes each case
shift-assignment-claim = Whoever takes it first
shift-assignment-auto = Relevo offers it to whoever has the fewest cases, in turns
shift-accept = Seconds to accept
shift-accept-how = Only if Relevo offers them. With 0 it goes straight to the personal group.
shift-accept-odd = Write a number of seconds, from 0 to 3600.
flash-hours-kept = The hours of { $name } are saved. They count from now on.
flash-shifts-kept = The shift rules of { $name } are saved. They count from now on.
flash-shift-kept = The shift of { $name } is saved. It counts from now on.
agents-off-until = Off shift until { $name }
agents-off = Off shift
