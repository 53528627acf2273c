# What the panel says. Times, departments, moods and months are in chat.ftl; field problems in errors.ftl.
# Every key must exist in all three languages (tests/it/text/catalogues.rs).

## Shared words

panel-save = Salvar
panel-cancel = Cancelar
actions = Ações
urgent = URGENTE
no-reason = sem motivo
pages = Páginas
pages-next = Próxima
ask-admin = Peça a quem administra.
form-fix = { $n ->
    [one] Falta corrigir um dado.
   *[other] Faltam corrigir { $n } dados.
}
form-unavailable = A linha não responde neste momento e nada foi salvo. Tente de novo em alguns segundos.

## Times (the rest is in chat.ftl)

day-today = Hoje
day-yesterday = Ontem
day-named = { $weekday }, { $day }
weekday-1 = segunda-feira
weekday-2 = terça-feira
weekday-3 = quarta-feira
weekday-4 = quinta-feira
weekday-5 = sexta-feira
weekday-6 = sábado
weekday-7 = domingo

## Menu

menu-main = Principal
menu-skip = Pular para o conteúdo
menu-close = Fechar o menu
menu-shortcuts = Atalhos
menu-more = Mais
menu-pending = pendentes
menu-board = Painel
menu-tickets = Tickets
menu-agents = Agentes
menu-simulator = Simulador
menu-settings = Ajustes
menu-groups = Grupos do WhatsApp
menu-lines = Linhas
menu-help = Ajuda
menu-language = Idioma
menu-leave = Sair
role-admin = Administração
role-supervisor = Supervisão
role-operator = Operação

## Getting in

login-title = Entrar
login-user = Usuário ou e-mail
login-password = Senha
login-remember = Lembrar de mim neste aparelho
login-enter = Entrar
login-forgot = Esqueceu a senha? Peça uma nova a quem administra.
login-agent = É agente? Não precisa entrar: você trabalha pelo WhatsApp.
login-wrong = O usuário ou a senha não conferem. { $n ->
    [0] Não restam tentativas: espere 15 minutos.
    [one] Resta { $n } tentativa.
   *[other] Restam { $n } tentativas.
}
login-wait = Houve tentativas demais. Tente de novo em { $n ->
    [one] { $n } minuto
   *[other] { $n } minutos
}.
first-title = Primeiro acesso
first-intro = Com estes dados você vai entrar e administrar o Relevo. Não existe senha de fábrica.
first-name = Seu nome
first-name-missing = Falta o seu nome: é assim que os outros veem você.
first-login-hint = Sem espaços. Pode ser o seu e-mail.
first-login-missing = Falta o usuário.
first-login-odd = Use só letras sem acento, números e os sinais @ . _ + -
first-password-hint = Pelo menos { $n } caracteres. Uma frase é mais fácil de lembrar.
first-password-short = A senha é curta: precisa ter pelo menos { $n } caracteres.
first-password-long = A senha é longa demais.
first-password-weak = Essa senha se adivinha logo: use outra.
first-again = A senha outra vez
first-again-other = Não é a mesma de cima.
first-create = Criar minha conta
first-used = Este link não serve mais
first-used-how = Só pode ser usado uma vez. Se ainda não há nenhuma conta, reinicie o Relevo: ao iniciar ele mostra um link novo.
flash-first-start = Pronto, sua conta foi criada! Comece criando o Grupo de Suporte.

## When a page cannot be shown

error-home = Ir para o início
error-not-signed-in = É preciso entrar primeiro
error-not-signed-in-how = Sua sessão terminou ou você ainda não entrou.
error-forbidden = Isto não está ao seu alcance
error-forbidden-how = Seu papel não permite. Peça a quem administra.
error-stale-form = O formulário venceu
error-stale-form-how = Nada foi salvo. Volte à página, atualize e envie de novo.
error-not-found = Não encontramos essa página
error-not-found-how = O endereço pode estar errado ou já não existir.
error-unreadable = Não entendemos o pedido
error-unreadable-how = Nada foi salvo. Volte à página e tente de novo.
error-too-large = É longo demais
error-too-large-how = Nada foi salvo. Envie algo mais curto.
error-busy = O Relevo está ocupado
error-busy-how = Tente de novo em alguns segundos.
error-fault = Algo falhou do nosso lado
error-fault-how = Ficou anotado com os detalhes. Tente de novo; se continuar, avise quem administra.
flash-bad-refused = Não foi possível: talvez não exista mais. Atualize a página e tente de novo.
flash-bad-unavailable = A linha não responde neste momento e nada foi feito. Tente de novo em alguns segundos.

## Board

board-try = Testar no simulador
board-waiting = Esperam que alguém os assuma
board-see-all = Ver todos
board-none = Ninguém espera
board-none-how = Quando um cliente escrever, o caso aparece aqui até alguém assumir.
board-bar = A barra enche até o limite de espera. Ao passar dele, o Relevo avisa o Grupo de Supervisor.
board-who = Quem está
board-nobody = Ainda não há agentes ativos.
kpi-pending = Pendentes
kpi-none-late = todos no prazo
kpi-late = { $n ->
    [one] { $n } passou do limite
   *[other] { $n } passaram do limite
}
kpi-progress = Em andamento
kpi-of-slots = de { $n ->
    [one] { $n } grupo pessoal
   *[other] { $n } grupos pessoais
}
kpi-longest = Espera mais longa
kpi-longest-note = dos que ninguém assumiu
kpi-longest-none = ninguém espera
alarm-connecting = A linha { $name } está se conectando.
alarm-connecting-how = O que chegar fica guardado e sai em ordem.
alarm-connecting-do = Ver a linha
alarm-qr = A linha { $name } espera que alguém escaneie o código QR.
alarm-qr-how = Até lá nada entra nem sai.
alarm-qr-do = Ver o código QR
alarm-down = A linha { $name } está desconectada.
alarm-down-how = As mensagens ficam guardadas: saem em ordem quando voltar.
alarm-down-do = Ver a linha
alarm-groups = Falta o primeiro grupo.
alarm-groups-how = É ali que os casos são anunciados para os agentes assumirem.
alarm-groups-do = Criar o grupo
alarm-agents = Ainda não há agentes.
alarm-agents-how = Adicione quem vai atender: o Relevo cria os grupos.
alarm-agents-do = Adicionar agentes
alarm-ready = Nenhum agente respondeu PRONTO.
alarm-ready-how = Cada agente responde PRONTO citando a mensagem com seu nome no grupo principal; só então pode assumir casos.
alarm-ready-do = Ver os agentes

## Tickets

state-pending = Pendente
state-progress = Em Andamento
state-closed = Encerrado
tickets-state = Estado
tickets-open = Abertos
tickets-pending = Pendentes
tickets-progress = Em andamento
tickets-closed = Encerrados
tickets-all = Todos
tickets-search = Buscar
tickets-search-hint = Nome, número, #ticket ou texto
tickets-search-scope = Nomes e números são buscados entre todos os clientes; o que foi escrito, nas últimas { $messages } mensagens.
tickets-find = Buscar
tickets-group = Grupo
tickets-any-group = Todos os grupos
tickets-agent = Agente
tickets-any-agent = Todos os agentes
tickets-unfilter = Remover filtros
tickets-cases = Casos
tickets-caption = Casos; os abertos, primeiro os que mais esperam
tickets-case = Caso
tickets-mood = Humor
tickets-relay = Revezamento: espera e atendimento
tickets-last = Última mensagem
tickets-none = Não há casos aqui
tickets-none-how = Quando um cliente escrever, o caso aparece nesta lista.
tickets-none-filtered = Nenhum coincide com a busca. Tente com menos filtros.
tickets-waits = espera há { $name }
tickets-waited = esperou { $name }
tickets-untaken = sem assumir
tickets-with = { $span } com { $name }
tickets-attended = atendido em { $name }
ticket-way = Percurso do caso
ticket-conversation = Conversa
ticket-facts = O caso
ticket-customer = Cliente
ticket-agent = Atende
ticket-line = Linha
ticket-opened = Aberto
ticket-previous = Continua o caso
ticket-taken = Assumido
ticket-reason = Motivo
ticket-before = Outros casos
ticket-before-none = É o primeiro deste cliente.
ticket-cut = São mostradas as últimas mensagens do caso.
leg-menu = Escreveu
leg-menu-detail = { $time }, { $name }
leg-waits = Espera há { $name }
leg-waited = Esperou { $name }
leg-since = desde { $name }
event-opened = O caso foi aberto
event-claimed = { $name } assumiu o caso
event-escalated = Passou do limite de espera sem ninguém assumir
event-alerted = A supervisão foi avisada
event-closed = { $name } encerrou o caso
message-sent = Enviado
message-queued = A caminho
message-delivered = Entregue
message-read = Lido
message-withdrawn = Não foi enviado: retiraram a tempo
message-withdrawn-slot = Não chegou a passar para o agente: o cliente retirou antes
message-failed = Não chegou ao cliente. Não será mais tentado sozinho.
message-failed-why = Não chegou ao cliente: «{ $name }». Não será mais tentado sozinho.
message-failed-slot = Não chegou ao grupo do agente.
message-failed-slot-why = Não chegou ao grupo do agente: «{ $name }».
message-failed-act = Tentar de novo ou descartar
message-deleted-customer = Apagado pelo cliente, { $name }
message-deleted-agent = Apagado pelo agente, { $name }
message-edited = editado
message-until = até as { $name }
message-quote-earlier = Uma mensagem anterior deste caso
message-quote-other = De outra conversa
message-reaction-of = reação de { $name }
message-reaction-agent = reação do agente
media-alt = { $kind } de { $name }
media-image = Foto
media-video = Vídeo
media-gif = GIF
media-video-note = Recado de vídeo
media-voice = Mensagem de voz
media-audio = Áudio
media-document = Documento
media-sticker = Figurinha
media-location = Localização
media-location-live = Localização em tempo real
media-contact = Contato
media-contact-unnamed = Contato sem nome
media-poll = Enquete
media-once = Para ver uma única vez: aqui não é mostrado.
media-once-used = Era para ver uma única vez: já foi entregue e apagado.
media-lost = Venceu: o WhatsApp não tem mais.
media-too-large = É grande demais: não é trazido.
media-not-yet = Ainda não foi trazido do WhatsApp.
media-no-way = A conexão desta linha não permite trazê-lo.
media-fetch = Trazer
media-fetch-again = Trazer de novo
file-gone = Esse arquivo não está aqui
file-gone-how = Pode ter vencido ou ainda não ter sido trazido do WhatsApp. Volte ao caso e toque em «Trazer de novo».
flash-file-fetched = Pronto, o arquivo já está aqui.
flash-wait-file = O arquivo é grande ou o WhatsApp está lento: continua vindo, e aparece sozinho quando chegar.
flash-bad-file-lost = Não foi possível trazer: o WhatsApp não tem mais, ou é grande demais.
flash-bad-file-later = Não foi possível trazer agora. Tente de novo em alguns minutos.

## Agents

agents-summary = { $agents ->
    [one] { $agents } agente
   *[other] { $agents } agentes
}, { $slots ->
    [one] { $slots } grupo pessoal
   *[other] { $slots } grupos pessoais
}
agents-add = Adicionar Novo Agente
agents-list = Agentes de atendimento
agents-none = Ainda não há agentes
agents-none-how = Adicione a primeira pessoa que vai atender. O Relevo cria os grupos e pede o PRONTO.
agents-agent = Agente
agents-main-groups = Grupos principais
agents-groups-label = Grupos:
agents-slots = Grupos pessoais
agents-registration = Registro
agents-state = Estado
agents-edit = Editar
agents-name = Nome e sobrenome
agents-name-hint = O primeiro nome é usado nos grupos: «Chat soporte Sofía N°1».
agents-number-hint = Como você sempre escreve, com DDD. Também com espaços, traços e +.
agents-slots-hint = Quantos clientes atende ao mesmo tempo, de 1 a 10. Recomendado: agente novo 1 ou 2, normal 3, experiente 5.
agents-slots-edit-hint = De 1 a 10. Recomendado: agente novo 1 ou 2, normal 3, experiente 5. Se diminuir, um grupo com caso aberto só sai quando o caso for encerrado.
agents-need-group = Antes de adicionar agentes é preciso um grupo de Suporte ou de Vendas: ali os casos são anunciados.
agents-need-group-go = Ir para Grupos do WhatsApp
agents-create = Criar agente e seus grupos
agents-pace = O WhatsApp limita os grupos novos: cria-se um a cada { $name }. Você pode fechar esta página.
agents-pace-fast = Os grupos são criados um após o outro. Você pode fechar esta página.
agent-active = Ativo
agent-inactive = Inativo
agent-inactive-long = Inativo, não assume casos
agent-no-groups = nenhum
agent-no-slots = Ainda não tem grupos pessoais.
agent-edit = Editar agente
agent-save = Salvar alterações
agent-account = Conta vinculada
agent-answered = Respondeu PRONTO
agent-identity = Identidade
agent-proof = Como se soube
agent-proof-number = Respondeu do próprio número.
agent-proof-quote = Citou o aviso e é membro do grupo. O WhatsApp não mostrou o número.
agent-not-yet = Falta responder PRONTO citando a mensagem com seu nome no grupo principal.
registration-done = Registrado
registration-missing = Falta o PRONTO
member-none = Não está
member-pending = Adicionando…
member-invited = Convite enviado
member-invited-note = A privacidade da conta não deixa adicionar: enviamos o link do grupo.
member-add = Adicionar
member-ask-again = Pedir PRONTO de novo
slot-busy = atende um caso
slot-free = livre
slot-off = a criar
slot-retired = retirado
slots-none = sem grupos
slots-creating = criando
slots-text = { $busy } de { $ready } ocupados
slots-full = cheio
slots-free = { $n ->
    [one] { $n } livre
   *[other] { $n } livres
}
flash-agent-added = Adicionamos { $name }. Acompanhe abaixo; no grupo pedimos que responda PRONTO.
flash-agent-edited = Salvamos as alterações de { $name }.
flash-ready-asked = Pedimos o PRONTO de novo no grupo.
flash-joining = Adicionamos ao grupo e pedimos o PRONTO se for preciso.

## Jobs

job-agent = Preparando { $name }
job-group = Preparando { $name }
job-step = Passo { $k } de { $n }
job-failed = Não foi possível
job-doing = em curso
job-attempt = tentativa { $n }
job-again-in = Tenta-se de novo em
job-goes-on-in = Continua em
job-said = O WhatsApp respondeu «{ $name }». Não é preciso fazer nada: o Relevo tenta de novo.
job-said-final = O WhatsApp respondeu «{ $name }» e o Relevo parou de tentar. Você pode tentar agora, ou abandonar.
job-not-on-whatsapp = Esse número não está no WhatsApp. Confira com a pessoa: se estiver errado, abandone isto e adicione com o número certo.
job-group-not-ready = O grupo principal ainda está sendo criado: isto continua quando estiver pronto.
job-hint = Você pode fechar esta página: continua sozinho.
job-hint-wait = Às { $name }. O WhatsApp limita os grupos novos: o Relevo os espaça e não cria nenhum duas vezes. Você pode fechar esta página.
job-hint-failed = O que já foi feito fica feito.
job-retry = Tentar agora
job-give-up = Abandonar
step-create-group = Criar o grupo no WhatsApp
step-adopt = Verificar o grupo que já existe
step-check = Verificar o número no WhatsApp
step-join = Adicionar a { $name }
step-slot = Criar «{ $name }»
step-ready = Pedir o PRONTO em { $name }
flash-job-retried = Tentamos de novo agora.
flash-job-given-up = Pronto, foi abandonado.

## Main groups

group-support = Grupo de Suporte
group-sales = Grupo de Vendas
group-supervisor = Grupo de Supervisor
groups-line = Linha { $name }
groups-optional = opcional
groups-missing = ❌ Não configurado
groups-ready = ✅ Configurado
groups-creating = Criando
groups-failed = Não foi possível criar
groups-given-up = Abandonado
groups-purpose-support = Aqui são anunciados os casos de Suporte. Um agente assume respondendo ao aviso.
groups-purpose-sales = Aqui são anunciadas as consultas de Vendas. Um agente assume respondendo ao aviso.
groups-purpose-supervisor = Recebe os alertas dos casos que ninguém assume. Sem ele, chegam ao grupo principal.
groups-suggest-support = 🎫 Suporte - { $name }
groups-suggest-sales = 💰 Vendas - { $name }
groups-suggest-supervisor = 👔 Supervisão - { $name }
groups-name = Nome do grupo
groups-name-long = Tem { $n } caracteres. Com mais de 30, o WhatsApp corta na lista de conversas.
groups-name-nothing = Esse nome não diz para que serve o grupo. Tente algo como «🎫 Suporte - sua empresa».
groups-name-look = Tem certeza de que vai se chamar assim? Se servir mesmo assim, toque no botão outra vez.
groups-member = Primeiro integrante
groups-member-hint = O WhatsApp não deixa criar um grupo vazio: coloque o número de alguém que vai participar.
groups-create-support = Criar Grupo de Suporte
groups-create-sales = Criar Grupo de Vendas
groups-create-supervisor = Criar Grupo de Supervisor
groups-adopt = Usar um que já existe
groups-chat = Identificador do grupo
groups-chat-hint = Termina em @g.us. O número da linha precisa estar no grupo.
groups-adopt-this = Usar este grupo
groups-agents = Agentes neste Grupo
groups-agents-none = Ainda não há ninguém: adicione o primeiro aqui embaixo.
groups-supervisors-none = Ainda não há ninguém: inclua quem deve receber os alertas.
groups-add-agent = Adicionar Novo Agente
groups-add = Adicionar
groups-join-existing = Adicionar alguém que já é agente
groups-join = Adicionar
flash-group-creating = Estamos criando «{ $name }» no WhatsApp. Acompanhe abaixo.
flash-group-adopting = Estamos verificando o grupo para usá-lo. Acompanhe abaixo.

## Lines

line-connected = CONECTADO
line-connecting = CONECTANDO
line-waiting-qr = ESPERANDO QR
line-disconnected = DESCONECTADO
line-said-connected = As mensagens entram e saem.
line-said-connecting = Está se conectando. O que chegar fica guardado e sai em ordem.
line-said-qr = É preciso vincular o número: escaneie o código com o telefone da linha.
line-said-down = Está fora do ar. As mensagens ficam guardadas e saem em ordem quando voltar.
line-qr = Código QR para vincular o número
line-qr-how = No telefone: WhatsApp → Dispositivos conectados → Conectar um dispositivo. O código se renova sozinho.
line-number = Número
line-number-unknown = ainda não se sabe
line-intake = Entrada
line-zone = Horário de
line-restart = Reiniciar o bot
intake-menu = Menu: 1 Suporte, 2 Vendas
intake-direct = Direta: a primeira mensagem abre um caso
intake-external = Externa: outro programa abre os casos
flash-line-restarted = Reiniciamos a linha { $name }. Nada se perde: continua de onde estava.
lines-settings = Como se envia
lines-save = Salvar
lines-undo = Espera antes de enviar (s)
lines-undo-hint = De 0 a 60 segundos. Enquanto isso, o que o agente apaga ou corrige não chega ao cliente. Com 0 sai na hora.
lines-undo-wrong = Use um número inteiro de 0 a 60.
lines-rate = Mensagens por segundo
lines-rate-hint = De 0,1 a 50. O WhatsApp bloqueia quem envia rápido demais.
lines-rate-wrong = Use um número de 0,1 a 50.
lines-burst = Mensagens seguidas
lines-burst-hint = De 1 a 200: quantas podem sair juntas depois de uma pausa.
lines-burst-wrong = Use um número inteiro de 1 a 200.
lines-jitter = Irregularidade (%)
lines-jitter-hint = De 0 a 90. Com mais, o ritmo se parece mais com o de uma pessoa.
lines-jitter-wrong = Use um número inteiro de 0 a 90.
lines-marks = Marcas e avisos
lines-guard = Perguntar ao agente antes de enviar um texto que cita outro caso dele
lines-delivery = Colocar ✅ na mensagem do agente quando chegou ao cliente e 👀 quando foi lida
lines-typing = Mostrar «digitando…» do outro lado
lines-read = O cliente vê que sua mensagem foi lida
lines-read-seen = quando o agente a viu
lines-read-relayed = assim que chega ao grupo do agente
lines-read-never = nunca
flash-line-saved = Salvamos os ajustes da linha { $name }. Valem a partir de agora.
letters-title = Mensagens que não saíram
letters-none = Não há nenhuma
letters-none-how = Se o WhatsApp recusar uma mensagem para sempre, ela fica aqui: não se perde.
letters-older = Ver mais antigas
letters-when = Quando
letters-to = Para
letters-purpose = O que era
letters-why = Por quê
letters-retry = Tentar de novo
letters-drop = Descartar
letters-to-unknown = uma conversa que já não é de ninguém
letters-to-customer = um cliente sem nome
letters-to-slot = Mensagem do cliente, caso #{ $n }
letters-from-agent = Resposta do agente, caso #{ $n }
letters-change-slot = Mudança ou reação do cliente, caso #{ $n }
letters-change-customer = Mudança ou reação do agente, caso #{ $n }
letters-addition = Aviso de mais mensagens, caso #{ $n }
letters-mark = Marca de entrega
letters-answer = Aviso do Relevo
letters-announcement = Aviso do caso #{ $n }
letters-ask-ready = Pedido de PRONTO
letters-alert = Alerta
letters-file = 📎 um arquivo
letters-line = Linha { $name }
flash-letter-retried = Enviamos de novo. Se falhar outra vez, volta para esta lista.
flash-letter-dropped = Pronto, foi descartada.

## Simulator

sim-nothing-leaves = Nada disto sai para o WhatsApp.
sim-cut = Cortar a linha
sim-reconnect = Reconectar
sim-offline = A linha está cortada.
sim-offline-how = O que for escrito espera e sai em ordem ao reconectar.
sim-start = Comece pelos grupos.
sim-start-how = Crie o Grupo de Suporte e adicione dois agentes: os telefones aparecem aqui.
sim-phones = Telefones
sim-phone-customer = o telefone de { $name }, cliente
sim-phone-agent = o telefone de { $name }, agente
sim-group-members = { $name } e Relevo
sim-group-empty = só o Relevo
sim-no-case = sem caso
sim-case = caso #{ $n }
sim-messages = Mensagens: { $name }
sim-write-as = Escreva como { $name }
sim-send-as = Enviar como { $name }
sim-write-group = Escreva no grupo
sim-send-group = Enviar para { $name }
sim-as = Como
sim-quote = Citar
sim-quoting = Você cita { $name }
sim-unquote = Remover a citação
sim-nobody = Ainda não há ninguém neste grupo: inclua alguém em Configurações → Grupos do WhatsApp.
sim-join = Entrar no grupo
sim-more = { $n ->
    [one] Há mais { $n } telefone que não aparece.
   *[other] Há mais { $n } telefones que não aparecem.
}
sim-add-customer = Adicionar um cliente
sim-number-hint = Qualquer um serve. Os que terminam em 0000 não estão no WhatsApp, para praticar.
sim-number-taken = Esse número já é de { $name }.
sim-faults = Fazer algo dar errado
sim-faults-why = Para ver como o Relevo reage num dia ruim.
sim-refused = Recusar as próximas criações de grupo
sim-refused-hint = O WhatsApp responde «unknown error» tantas vezes.
sim-sends = Recusar os próximos envios
sim-duplicates = Tudo chega ao Relevo duas vezes
sim-privacy = Não se deixam adicionar a grupos
sim-edit = Editar
sim-delete = Apagar
sim-react = Reagir
sim-acts = O que fazer com a mensagem de { $name }
sim-editing = Você edita a mensagem de { $name }
sim-deleting = A mensagem de { $name } é apagada para todos
sim-reacting = Você reage à mensagem de { $name }
sim-leave-it = Deixar assim
sim-edit-label = Novo texto da mensagem
sim-edit-go = Salvar a mudança
sim-delete-go = Apagar para todos
sim-react-go = Reagir com { $name }
sim-react-back = Tirar a reação
sim-edited = Editada
sim-deleted = Esta mensagem foi apagada
sim-tick-sent = Enviada: ainda não chegou ao Relevo
sim-tick-delivered = Entregue: o Relevo recebeu
sim-tick-read = Lida
sim-typing = digitando…
sim-reactions = Reações: { $name }
sim-attach = Arquivo
sim-file = Arquivo, até 16 MB
sim-file-as = Mandar como
sim-as-auto = o que é
sim-as-document = documento
sim-as-sticker = figurinha
sim-as-voice = mensagem de voz
sim-as-note = mensagem de vídeo
sim-as-gif = GIF
sim-view-once = Para ver uma só vez
sim-file-words = O que você escrever acima vai com o arquivo.
sim-send-file = Mandar o arquivo
sim-record = Gravar uma mensagem de voz
sim-record-stop = Terminar e mandar a mensagem
sim-no-mic = Não foi possível usar o microfone.
sim-read = Marcar como lido: { $name }
sim-off = Desligado
sim-phones-off = Estão com o telefone desligado
sim-fetches = Não baixar os próximos arquivos
sim-fetches-hint = Por um motivo passageiro: o Relevo tenta de novo.
sim-broken = Cortar ao meio os próximos arquivos
sim-expired = Os arquivos que mandaram já venceram
sim-once = Para ver uma vez
sim-place-or-card = Localização ou contato
sim-place = Localização: latitude e longitude
sim-place-name = Nome do lugar
sim-send-place = Mandar a localização
sim-card-name = Nome do contato
sim-card-number = Número do contato
sim-send-card = Mandar o contato
sim-map = Ver no mapa
sim-map-live = Localização em tempo real
flash-sim-customer = Adicionamos { $name }. Escreva do telefone dessa pessoa.
flash-sim-reconnected = A linha está conectada de novo.
flash-wait-sim-cut = Você cortou a linha: o que for escrito espera.
flash-sim-faults = Pronto, fica assim.
flash-sim-joined = Entrou no grupo.
flash-bad-sim-gone = Isso não está mais no simulador.
flash-bad-sim-not-member = Essa pessoa não está no grupo, então não pode escrever ali.
flash-bad-sim-link = Esse link não leva a nenhum grupo.
flash-bad-sim-not-on-whatsapp = Esse número não está no WhatsApp: os que terminam em 0000 nunca estão.
flash-bad-sim-own-number = Esse é o número da linha: use outro.
flash-bad-sim-empty = Falta escrever algo.
flash-bad-sim-too-long = É longo demais: tente algo mais curto.
flash-bad-sim-full = O simulador não aceita mais pessoas.
flash-bad-sim-not-yours = Essa mensagem é de outra pessoa.
flash-bad-sim-too-late = Já passou tempo demais: dá para editar por 15 minutos e apagar por dois dias.
flash-bad-sim-no-words = Essa mensagem não tem texto para editar.
flash-bad-sim-no-emoji = Para reagir é preciso um único emoji.
flash-bad-sim-no-file = Falta o arquivo: escolha um que não esteja vazio.
flash-bad-sim-too-large = O arquivo passa de 16 MB: tente um menor.
flash-bad-sim-phone-off = Esse telefone está desligado: ligue-o em «Fazer algo dar errado».
flash-bad-sim-kind = Esse arquivo não pode ser mandado assim: tente como documento.
flash-bad-sim-place = Isso não é um lugar: escreva latitude e longitude, como -26.83, -65.20.
