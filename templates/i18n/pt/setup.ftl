# Groups, agents and lines.
## Lines
# Why something could not be done, where Relevo itself says so.
reason-not-on-whatsapp = Esse número não está no WhatsApp.
reason-not-in-group = A linha não está mais nesse grupo: adicione-a de novo e tente outra vez.
reason-group-full = O grupo está cheio: o WhatsApp não deixa entrar mais ninguém.
reason-group-not-found = Esse grupo não existe, ou a linha não está nele.
reason-file-too-large = O arquivo é grande demais para ser passado.
reason-file-slow = O arquivo demorou demais para baixar.
reason-file-gone = O WhatsApp não tem mais esse arquivo: é preciso pedi-lo de novo.
reason-file-empty = O arquivo chegou vazio.
reason-file-not-here = O arquivo não está mais na pasta do Relevo.
reason-file-broke-off = O arquivo foi cortado no caminho.
reason-key-refused = O servidor não aceita a chave da linha: confira-a em Ajustes → Linhas.
reason-server-unreachable = Não é possível alcançar o servidor da linha.
reason-no-answer = O servidor da linha demorou demais para responder.
reason-line-off = Foi tirada de serviço pelo painel.
reason-logged-out = O número foi desvinculado: é preciso vinculá-lo de novo.
reason-instance-removed = A instância foi apagada no servidor.
reason-simulated = Foi cortada pelo simulador.
job-because = { $name } Não precisa fazer nada: o Relevo tenta de novo.
job-because-final = { $name } O Relevo parou de tentar sozinho. Você pode tentar agora, ou desistir.
# How a line stands.
line-off = DESATIVADA
line-said-off = Está fora de serviço: nada entra nem sai. Seu histórico pode ser lido, e ela pode ser ativada de novo.
link-since = desde { $name }
link-now = agora
link-said = O servidor disse «{ $name }».
link-strip = Conexão das últimas 24 horas.
link-no-history = Ainda não há histórico da conexão.
link-no-outages = Sem quedas nas últimas 24 h.
link-outages = { $n ->
    [one] Uma queda nas últimas 24 h, de { $longest }.
   *[other] { $n } quedas nas últimas 24 h; a mais longa, de { $longest }.
}
link-changes = Últimas mudanças
link-heard = Último aviso
link-not-heard = o servidor ainda não avisou nada: se não chegam mensagens, confira se ele alcança o endereço do Relevo
link-not-heard-yet = ainda nenhum
link-never = Ainda não se conectou nenhuma vez.
# Linking a number.
link-qr-valid = Este código vale
link-qr-coming = O código está para chegar…
link-code = Código para digitar no telefone
link-code-how = No telefone: WhatsApp → Dispositivos conectados → Conectar um dispositivo → Conectar com número de telefone, e digite este código. Ele se renova sozinho.
link-by-number = Conectar com o número de telefone
link-number = Número da linha
link-number-hint = O do telefone que será conectado. Em vez de escanear, digita-se nele um código de oito letras e números.
link-ask-code = Pedir código
link-do = Mostrar o código QR
link-end = Desconectar
link-end-question = Desconectar o número?
link-end-how = O Relevo deixa de receber e enviar por este número até que alguém o conecte de novo com um código. O que houver para enviar fica guardado e sai em ordem depois.
link-end-do = Desconectar o número
line-restart-question = Reiniciar o bot desta linha?
line-restart-how = Termina o que está enviando, monta-se de novo a partir do que está guardado e volta a se conectar com o WhatsApp. Leva alguns segundos. Nenhum caso nem mensagem se perde, e não é preciso conectar o número de novo.
line-restart-do = Reiniciar agora
# What waits to be sent.
outbox-title = Caixa de saída
outbox-none = Nenhuma mensagem espera.
outbox-waiting = { $n ->
    [one] Uma mensagem espera para sair, de { $since }, em { $chats } chat.
   *[other] { $n } mensagens esperam para sair, em { $chats } chats; a mais antiga, de { $since }.
}
outbox-down = Esperam porque a linha não está conectada: saem sozinhas e em ordem quando ela voltar.
outbox-off = Esperam porque a linha está fora de serviço: saem se você a ativar de novo.
outbox-retry = { $n ->
    [one] Uma não pôde sair: tenta-se de novo às { $at }. { $why }
   *[other] { $n } não puderam sair: a primeira é tentada de novo às { $at }. { $why }
}
outbox-held = { $n ->
    [one] Uma espera o tempo para desfazer.
   *[other] { $n } esperam o tempo para desfazer.
}
outbox-pace = Saem no ritmo da linha: { $name } por segundo, em ordem dentro de cada chat.
# Messages that did not leave, many at once.
letters-count = { $n ->
    [one] uma mensagem
   *[other] { $n } mensagens
}
letters-all = Todas as desta linha
letters-for = Para { $name }
letters-unsaid = Não foi dito por quê.
letters-retry-all = Tentar todas de novo
letters-drop-all = Descartar todas
letters-drop-question = { $n ->
    [one] Descartar uma mensagem?
   *[other] Descartar { $n } mensagens?
}
letters-drop-how = Nunca vão sair, e nos seus casos fica escrito que não saíram. Não se pode desfazer. São descartadas até 100 por vez.
flash-letters-retried = Saem de novo: { $name }. Se alguma falhar outra vez, volta a esta lista.
flash-letters-dropped = Foram descartadas: { $name }.
flash-wait-letters-retried = Saem de novo: { $name }. Restam mais: quando estas saírem, aperte outra vez.
flash-wait-letters-dropped = Foram descartadas: { $name }. Restam mais: aperte outra vez.
# Adding and changing a line.
lines-new = Adicionar linha
lines-new-how = Cada linha é um número de WhatsApp da empresa, com seus próprios grupos e agentes.
lines-kind = Tipo de conexão
lines-data = Conexão
lines-about = Como funciona
lines-about-simulator = Um WhatsApp de mentira, dentro do Relevo: serve para testar e para ensinar. Não precisa de nenhum telefone, e nada sai daqui.
lines-about-evolution = A Evolution API é um programa que se instala num servidor e fala com o WhatsApp. O Relevo testa a conexão antes de guardar qualquer coisa, cria a instância se não existir e pede que avise de cada mensagem. Depois o número é conectado com um código.
lines-add = Testar e adicionar
lines-keep = Testar e guardar
lines-cancel = Cancelar
lines-one = Ajustes da linha
lines-name = Nome da linha
lines-name-hint = Como é chamada na empresa: «Vendas», «Suporte Campinas».
lines-name-long = Encurte o nome: até 60 letras, numa linha.
lines-name-taken = Já há uma linha com esse nome: escolha outro.
lines-url = Endereço do servidor
lines-url-hint = Como https://evolution.minhaempresa.com ou http://192.168.1.4:8080
lines-url-unreadable = Não parece um endereço: copie-o do navegador, com a porta se houver.
lines-url-scheme = Tem que começar com https:// ou http://
lines-url-credentials = Tire o usuário e a senha do endereço: a chave vai no seu próprio campo.
lines-url-query = Tire o que vem depois de ? ou #.
lines-url-forbidden = Esse endereço não é de um servidor: é de uso interno da rede.
lines-no-host = Não existe nenhum servidor chamado «{ $name }». Está bem escrito?
lines-closed = Em «{ $name }» ninguém atende nessa porta. Confira a porta, e se a Evolution API está ligada.
lines-slow = «{ $name }» não respondeu a tempo. Confira se está ligado e se um firewall não o bloqueia.
lines-unreachable = Não é possível alcançar «{ $name }», ou ele corta a conexão. Confira se o servidor está ligado.
lines-tls = A conexão segura com «{ $name }» falha: o certificado venceu ou é de outro nome, ou o servidor não usa https. Renove-o, ou tente com http:// se estiver na sua rede.
lines-moved = «{ $name }» manda para outro endereço. Tente com https://, ou com o endereço para onde leva.
lines-not-evolution = Em «{ $name }» responde outra coisa, não a Evolution API. Confira a porta e o endereço.
lines-too-old = Esse servidor tem a versão { $name } e o Relevo precisa da { $oldest } ou mais nova: atualize-o.
lines-said = O teste não deu certo. { $name }
lines-cannot-report = Esse servidor está em outra máquina e não alcança { $name }, que é como o Relevo chama a si mesmo. Ponha em RELEVO_PUBLIC_URL o endereço com que é visto de fora e reinicie o Relevo.
lines-key = Chave da API
lines-key-hint = A global (AUTHENTICATION_API_KEY) se a instância ainda não existe; se existe, a dela também serve.
lines-key-keep = Está guardada e não é mostrada. Deixe vazia para não mudá-la.
lines-key-again = Você mudou o endereço: digite a chave de novo, para não mandar a antiga a outro servidor.
lines-key-wrong = Uma chave não tem espaços nem acentos: copie-a inteira.
lines-key-refused = O servidor não aceita esta chave para esta instância. Use a global (AUTHENTICATION_API_KEY), ou a da instância se ela já existe.
lines-instance = Nome da instância
lines-instance-hint = Uma instância é um número dentro do servidor. Se não existir, nós a criamos.
lines-instance-wrong = Use letras, números e hífens, sem / \ ? # %
lines-instance-kind = Essa instância não é do WhatsApp Web (Baileys): use outra, ou um nome novo.
lines-instance-taken = Essa instância já é da linha { $name }.
lines-instance-number = Essa instância está conectada a { $name }, e esta linha é outro número. Para outro número, adicione outra linha.
lines-warned = Antes de continuar, leia o que está marcado. Se estiver bem assim, aperte outra vez.
lines-warn-plain = Vai pela internet sem cifrar: qualquer um no caminho pode ler a chave e as mensagens. Melhor https://
lines-warn-reports = Esta instância hoje avisa { $name }. Se continuar, ela avisa o Relevo e aquele programa deixa de receber.
lines-settings-how = O ritmo evita que o WhatsApp bloqueie o número: não o aumente sem necessidade.
lines-marks-how = O que o agente vê no seu grupo pessoal.
lines-read-how = Os risquinhos azuis no telefone do cliente.
lines-end = Tirar de serviço
lines-end-how = A linha deixa de receber e enviar. Nada é apagado: seus casos continuam legíveis, o que espera para sair fica guardado, e ela pode ser ativada de novo quando você quiser.
lines-end-question = Tirar esta linha de serviço?
lines-end-do = Desativar a linha
lines-busy = { $n ->
    [one] Tem um caso aberto: é preciso fechá-lo primeiro.
   *[other] Tem { $n } casos abertos: é preciso fechá-los primeiro.
}
lines-busy-see = Ver os casos
lines-is-off = Fora de serviço
lines-begin = Ativar a linha
flash-line-added = Adicionamos a linha { $name }. Se for preciso conectar o número, o código aparece aqui.
flash-line-renamed = Guardamos os dados da linha { $name }.
flash-line-reconnected = Guardamos a conexão de { $name } e ela já a usa. Nada se perdeu.
flash-line-ended = A linha { $name } ficou fora de serviço.
flash-line-begun = A linha { $name } está de novo em serviço.
flash-bad-line-busy = A linha { $name } tem casos abertos: é preciso fechá-los primeiro.
flash-line-linked = A linha { $name } está conectada.
flash-line-unlinked = O número de { $name } foi desconectado.
flash-wait-line-qr = A linha { $name } espera que o número seja conectado: escaneie o código.
flash-wait-line-connecting = A linha { $name } está se conectando. Esta página mostra como continua.
flash-wait-line-code = Pedimos o código de { $name }: digite-o no telefone antes que vença.
flash-wait-line-code-coming = Pedimos o código de { $name }: ele aparece aqui em alguns segundos.
flash-bad-line-no-code = O servidor de { $name } não deu um código para esse número. Escaneie o código QR, ou tente de novo em um minuto.
flash-bad-line-stays-down = A linha { $name } continua desconectada. Tente de novo em um minuto; se não voltar, confira o servidor.
flash-bad-line-silent = O servidor de { $name } não respondeu. O Relevo continua tentando a cada 15 segundos; confira se está ligado.
flash-bad-line-restart = A linha { $name } não pôde ler o que está guardado. Tente de novo em um minuto; se não voltar, reinicie o Relevo.
# The simulator's way of linking.
sim-unlink = Encerrar a sessão da linha
sim-unlinked = A linha não está conectada.
sim-unlinked-how = O código está em Ajustes → Linhas. Faça de conta que este é o telefone da linha: escaneie o código, ou digite o de oito letras.
sim-scan = Escanear o código
sim-code = Código de oito letras
sim-type-code = Conectar com o código
flash-wait-sim-unlinked = A linha ficou sem conexão. O código para conectá-la está em Ajustes → Linhas.
flash-sim-linked = Pronto: a linha está conectada.
flash-bad-sim-code = Esse código não é o de agora: veja em Ajustes → Linhas, ele pode ter se renovado.

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
agent-delete-cases = Tem estes casos abertos:
agent-delete-to = Os casos vão para
agent-delete-to-hint = Com a conversa e as notas. O cliente não percebe, e o que escrever enquanto isso chega do mesmo jeito.
agent-delete-pending = O grupo principal, outra vez pendentes
flash-bad-agent-handover = Não foi possível passar todos os casos de { $name }: talvez faltem grupos livres. Ficou Inativo e não recebe casos novos; passe os que faltam e exclua de novo.
flash-wait-agent-unbound = Desfizemos o registro e pedimos o PRONTO de novo. Até lá não pode assumir casos.
flash-wait-agent-deleted = Apagamos { $name }. Estamos tirando dos grupos: veja o progresso aqui abaixo.
flash-bad-agent-cases = Não foi apagado: tem casos abertos. Estão abaixo, nos grupos pessoais.
panel-back = Voltar
