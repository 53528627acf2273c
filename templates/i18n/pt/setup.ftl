# Groups, agents and lines.

## Groups and agents

# Groups and agents: on WhatsApp

refused-has-cases = { $agent } tem casos abertos: primeiro é preciso encerrá-los ou passá-los.
refused-tickets-wait = { $count ->
    [one] Nesse grupo { $count } caso está esperando
   *[other] Nesse grupo { $count } casos estão esperando
}: primeiro é preciso assumi-los, passá-los ou encerrá-los.
slot-retired-here = ⏸ Este grupo não recebe mais casos novos. Você não precisa fazer nada: se ele voltar a ser necessário, será este mesmo.
slot-revived-here = ▶️ Este grupo volta a receber casos.
group-retired-here = ⏸ Neste grupo não são mais anunciados casos novos. Os que você já assumiu continuam nos seus grupos pessoais.
group-revived-here = ▶️ Neste grupo voltam a ser anunciados casos.
not-registered-here = { $agent }, falta o seu PRONTO: o que você escrever aqui não chega ao cliente. Procure no grupo principal a mensagem 👋 com o seu nome e responda citando-a com PRONTO.

# Groups and agents: what is being done

job-rename = Mudando o nome de { $name }
job-invite = Enviando o link a { $name }
job-leave = Tirando { $name } dos grupos
job-retire = Retirando um grupo pessoal de { $name }
job-fewer = { $n ->
    [one] Deixar com { $n } grupo
   *[other] Deixar com { $n } grupos
}
job-hint-again = Às { $name } tenta-se de novo. Você pode fechar esta página: continua sozinho.
job-adopt-not-admin = A linha está nesse grupo mas não o administra, e assim não pode adicionar nem tirar ninguém. Torne-a administradora no WhatsApp e tente de novo.
job-group-not-found = A linha não está nesse grupo. Adicione-a pelo WhatsApp e tente de novo.
job-not-admin = A linha não administra esse grupo, então não pode mudar quem está nele. Torne-a administradora no WhatsApp e tente de novo.
job-cannot-change = A conexão desta linha não permite mudar grupos: faça isso à mão no WhatsApp e abandone aqui.
step-rename = Chamá-lo de «{ $name }»
step-invite = Enviar o link de { $name }
step-drop = Tirar de { $name }
step-retire = Avisar em «{ $name }» que não recebe mais casos
step-revive = Voltar a usar «{ $name }»
step-close = Sair de «{ $name }»

# Groups and agents: who is where

member-left = Saiu do grupo
member-left-note = Não está mais no grupo do WhatsApp: ali não vê os avisos.
member-in = No grupo
member-role-member = membro
member-role-admin = administra
member-invite-again = Enviar o link de novo
member-drop = Tirar

# Groups

groups-speciality = Especialidade
groups-speciality-hint = O que sabem melhor: «Faturas e pagamentos». Pode ficar vazia.
groups-speciality-example = Faturas e pagamentos
groups-shift = Turno
groups-shift-hint = Quando atendem: «manhã». Pode ficar vazio.
groups-name-more-hint = Se ficar vazio, é montado com a especialidade ou o turno: «{ $name }».
groups-create-more = Criar o grupo
groups-suggest-more-support = 🎫 { $name } - { $company }
groups-suggest-more-sales = 💰 { $name } - { $company }
groups-suggest-more-supervisor = 👔 { $name } - { $company }
groups-more = Adicionar outro grupo
groups-more-how = Quando um só não basta: outro do mesmo tipo, com a sua especialidade ou o seu turno. Cada caso novo vai para o que menos recebeu.
groups-kind = Tipo
groups-retired = Grupos retirados
groups-retired-how = Não recebem mais casos. A linha continua neles: podem voltar a ser usados.
groups-retired-since = { $kind }, retirado: { $when }
groups-revive = Voltar a usar
groups-given-up-how = Este grupo não chegou a ser criado. Você pode tentar de novo (se na verdade foi criado, o Relevo o encontra e usa esse) ou esquecê-lo.
groups-create-again = Tentar de novo
groups-forget = Esquecê-lo
groups-link = Link para entrar no grupo
groups-link-hint = Já o enviamos pelo WhatsApp. Você também pode copiá-lo e passá-lo.
groups-edit = Nome, especialidade e turno
groups-save = Salvar mudanças
groups-retire = Retirar este grupo
groups-retire-title = Retirar «{ $name }»?
groups-retire-what = Não são mais anunciados casos ali e o grupo fica sabendo. Os casos já assumidos continuam como estão. O grupo do WhatsApp não é apagado e a linha fica: você pode voltar a usá-lo quando quiser.
groups-retire-only = É o único do seu tipo: os casos vão para os outros grupos e, se não houver nenhum, esperam.
groups-retire-only-supervisor = Sem ele, os alertas chegam aos grupos principais.
groups-retire-do = Retirar o grupo
groups-retire-waits = { $n ->
    [one] Ali espera { $n } caso que ninguém assumiu.
   *[other] Ali esperam { $n } casos que ninguém assumiu.
} Para retirar o grupo, primeiro é preciso assumi-los, passá-los a outro ou encerrá-los.
groups-retire-see = Ver os casos
groups-drop-title = Tirar { $agent } de «{ $group }»?
groups-drop-what = Sai também do grupo do WhatsApp e deixa de ver os avisos. Os casos abertos e os grupos pessoais continuam como estão.
groups-drop = Tirar do grupo
groups-adopt-list = Escolher entre os grupos em que a linha está
groups-adopt-which = Grupo do WhatsApp
groups-adopt-hint = A linha precisa administrá-lo, para poder adicionar os agentes.
groups-adopt-none = A linha não está em nenhum outro grupo. Adicione-a a um pelo WhatsApp, torne-a administradora e atualize esta página.
groups-adopt-not-told = Não conseguimos trazer a lista de grupos. Tente daqui a pouco, ou escreva o identificador.
flash-group-edited = Salvamos as mudanças de { $name }. Se o nome mudou, muda também no WhatsApp.
flash-group-forgotten = Pronto, ficou esquecido.
flash-group-retired = Pronto: nesse grupo não são mais anunciados casos.
flash-group-revived = Pronto: nesse grupo voltam a ser anunciados casos.
flash-bad-group-tickets = Não foi retirado: nesse grupo há casos que ninguém assumiu. Primeiro é preciso assumi-los, passá-los ou encerrá-los.
flash-wait-agent-dropped = Estamos tirando a pessoa do grupo, também no WhatsApp.
flash-agent-invited = Enviamos o link pelo WhatsApp. Ele também vai aparecer aqui para copiar.

# Agents

agent-slot-link = Não foi possível adicionar: link para entrar neste grupo
agent-undo = Desfazer o registro
agent-undo-hint = Se essa conta não é desta pessoa, desfaça: deixa de poder assumir casos até um novo PRONTO.
agent-undo-title = Desfazer o registro de { $name }?
agent-undo-what = A partir de agora ninguém assume casos com este nome nem escreve a um cliente a partir dos seus grupos. Pedimos o PRONTO de novo no grupo principal. Se outra pessoa tinha respondido, tire-a antes do grupo.
agent-undo-cases = Enquanto isso os casos abertos continuam aqui, mas o que escrever não chega a ninguém.
agent-delete = Apagar agente
agent-delete-hint = Para quem não atende mais. Se for por um tempo, basta deixar como Inativo.
agent-delete-open = Apagar agente…
agent-delete-title = Apagar { $name }?
agent-delete-what = Sai dos grupos principais e dos seus grupos pessoais, também no WhatsApp. O histórico conserva o nome e os casos. O número pode ser adicionado de novo mais adiante, como agente novo.
agent-delete-do = Apagar agente
agent-delete-cases = Tem casos abertos: antes é preciso encerrá-los ou passá-los.
flash-wait-agent-unbound = Desfizemos o registro e pedimos o PRONTO de novo. Até lá não pode assumir casos.
flash-wait-agent-deleted = Apagamos { $name }. Estamos tirando dos grupos: veja o progresso aqui abaixo.
flash-bad-agent-cases = Não foi apagado: tem casos abertos. Estão abaixo, nos grupos pessoais.
panel-back = Voltar
