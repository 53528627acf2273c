# Who may do what, what was done, and what a company says in its own words.

## Canned replies, on WhatsApp

replies-title = *Canned replies* · write /r and the key
replies-line = • */r { $word }*: { $text }
replies-none = There are no canned replies yet. An administrator writes them in the panel: Settings → Canned replies.
replies-unknown = There is no canned reply «{ $word }», so nothing reached the customer.
replies-unknown-bare = There is no canned reply of that name, so nothing reached the customer.
replies-unknown-how = Write /r to see those there are.
replies-near = Was it one of these? { $words }
example-text = Hi, my internet is down
example-reason = it was the cable

## Menu

menu-general = General
menu-templates = Messages
menu-replies = Canned replies
menu-users = Users
menu-audit = Audit trail
menu-account = Your account

## One's own account

account-who = Who you are here
account-who-how = If something is not right, ask an administrator to change it in Settings → Users.
account-password = Change the password
account-password-how = Changing it signs you out on all other devices.
account-present = Present password
account-present-missing = The password that you use now is missing.
account-present-wrong = That is not your present password. { $n ->
    [one] { $n } try is left
   *[other] { $n } tries are left
}.
account-new = New password
account-same = It is the same as before: choose another one.
account-change = Change the password
flash-password-changed = Done, the new password counts. On other devices you have to sign in again.
invitation-title = Choose your password
invitation-hello = Hello, { $name }. With this password and your user name you sign in to Relevo.
invitation-go = Save and sign in
invitation-used-how = It works once and expires after three days. Ask an administrator for another one.

## Users

users-list = Who uses the panel
users-add = Add a user
users-add-how = Everybody chooses their own password, with a link that works once.
users-create = Create the user and a link
users-edit = Edit
users-self = you
users-name = Name
users-name-missing = The name is missing: it is what others see.
users-name-odd = Use a name of up to 80 letters.
users-login-taken = Somebody has that user name already: choose another one.
users-role = Role
users-role-operator = Operator: own cases and history
users-role-supervisor = Supervisor: sees all and acts on cases
users-role-admin = Administrator: everything, settings too
users-agent = Is the agent
users-agent-how = An operator sees the cases of this agent and no others.
users-agent-none = None
users-agent-nobody = —
users-agent-gone = That agent is gone: choose another one.
users-language = Language of the panel
users-state = State
users-state-active = Active
users-state-invited = Has to choose a password
users-state-expired = The link has expired
users-data = Details
users-access = Access
users-link = Link for choosing the password
users-link-label = Pass this link on
users-link-how = It works once and expires { $name }. It is shown here for half an hour; after that you can make another one.
users-link-again-how = { $name } has not chosen a password yet. With a new link, the one before stops working.
users-reset-how = With a new link, the password of { $name } stops working and all sessions end, until a new one is chosen.
users-reset = Make a new link
users-reset-go = Make the link
users-self-how = Your password is changed in your account. Another administrator can change your role; you cannot delete yourself either.
users-self-go = Go to your account
users-not-oneself = You cannot change your own role: ask another administrator.
users-last-admin = This is the only administrator: first give that role to somebody else who has signed in already.
users-delete = Delete
users-delete-title = Delete { $name }?
users-delete-how = All sessions end, and signing in is no longer possible. What was done stays in the audit trail.
users-delete-go = Delete the user
flash-user-invited = We created a user for { $name }. Pass on the link below.
flash-user-changed = We saved the changes of { $name }.
flash-user-link = We made a new link for { $name }.
flash-user-deleted = We deleted { $name }.
flash-bad-last-admin = This is the only administrator and cannot be deleted.

## Audit trail

audit-intro = What everybody did in the panel. It cannot be changed or deleted.
audit-who = Who
audit-what = What
audit-when = When
audit-address = From where
audit-from = From day
audit-until = To day
audit-all-users = Everybody
audit-all-deeds = Everything
audit-none = Nothing matches
audit-none-how = Try other days or somebody else.
audit-older = Older
audit-nobody = Somebody who did not get in
audit-no-name = no name
audit-unknown = Something that this version does not know: { $name }
audit-other = Another change: { $name }
audit-login = Signed in
audit-login-failed = Could not sign in: wrong password (user { $name })
audit-logout = Signed out
audit-language = Changed their language ({ $name })
audit-password = Changed their password
audit-invitation = Chose a password with a link
audit-first-start = Created the first account
