# Ajustes: texts, canned replies, company.

## Shared

panel-edit = Editar
panel-delete = Eliminar
panel-see = Ver
panel-preview = Assim se lê

## General

general-intro = A empresa, como seus clientes a conhecem, e onde fica. Vale desde que é salvo.
general-who = A empresa
general-company = Nome da empresa
general-company-how = Aparece na saudação aos clientes.
general-company-missing = Falta o nome da empresa.
general-company-odd = Use um nome de até 80 letras, em uma só linha.
general-country = País
general-country-how = Duas letras, como BR ou PT: assim se leem os números escritos sem o código do país.
general-country-odd = Não há nenhum país com essas letras: escreva duas, como BR, PT ou AR.
general-zone = Fuso horário
general-zone-how = Comece a escrever a cidade e escolha na lista.
general-zone-odd = Esse fuso não está na lista: escolha um, como America/Sao_Paulo.
general-language = Idioma das mensagens
general-language-how = Tudo o que o Relevo escreve no WhatsApp. O idioma do painel cada pessoa escolhe.
general-cases = Como se abrem os casos
general-intake = Quando escreve alguém sem um caso
general-intake-menu = Pergunta-se com quem quer falar
general-intake-direct = Abre-se logo um caso no setor padrão
general-intake-external = Nada se abre: os casos chegam pela API
general-department = Setor padrão
general-department-how = Para quem não escolhe um.
flash-general-saved = Salvamos os dados da linha { $name }. Valem desde agora.

## Texts

texts-intro = O que o Relevo diz no WhatsApp por conta própria, no idioma da linha ({ $name }). Cada texto pode ser dito com as palavras da empresa.
texts-groups = Onde são ditos
texts-to-customer = Ao cliente
texts-in-main-group = No grupo principal
texts-in-personal-group = No grupo pessoal
texts-to-supervisors = À supervisão
texts-to-invited = A um agente que falta em um grupo
texts-own = Da empresa
texts-edit = Editar uma mensagem
texts-text = Texto
texts-text-how = Em { $name }. *negrito* e _itálico_ como no WhatsApp. O que está entre chaves o Relevo completa.
texts-rule-marked = Tem que começar com um emoji ou com *negrito* e levar o número com # na primeira linha. Assim o Relevo reconhece um cliente que o imita.
texts-rule-options = Tem que haver uma linha que comece com 1 (Suporte) e outra que comece com 2 (Vendas): é o que o cliente responde.
texts-rule-ready = Tem que dizer PRONTO: é a palavra que registra o agente.
texts-preview-how = Com dados de exemplo.
texts-preview-none = Primeiro é preciso corrigir o texto.
texts-names = O que pode citar
texts-names-none = Nada: este texto se diz sempre igual.
texts-must = não pode faltar
texts-ours = O texto do Relevo
texts-reset = Voltar ao do Relevo
texts-reset-how = Perde-se o texto da empresa e volta-se a dizer este:
texts-reset-go = Voltar ao texto do Relevo
flash-text-kept = Salvamos a mensagem «{ $name }». Diz-se assim desde agora.
flash-text-reset = Voltamos ao texto do Relevo: «{ $name }».
texts-wrong-at = Linha { $line }, letra { $column }: { $why }
texts-wrong-empty = Falta o texto. Se não quer dizer nada diferente, volte ao do Relevo.
texts-wrong-long = É longo demais: até 1500 letras e 20 linhas.
texts-wrong-unreadable = há uma chave que não abre ou não fecha, ou algo entre chaves que não se entende.
texts-wrong-no-other = a esta escolha por número falta o caso *[other], para todos os outros números.
texts-wrong-unknown = aqui não existe «{ $name }»: use apenas o que está na lista, com o sinal $.
texts-wrong-missing = Falta { $name }, que nesta mensagem não pode faltar: escreva entre chaves, com o sinal $.
texts-wrong-not-allowed = entre chaves só pode ir algo da lista.
texts-wrong-not-marked = A primeira linha tem que começar com um emoji ou com *negrito* e levar o número com #. Sem isso, um cliente poderia imitar esta mensagem.
texts-wrong-no-option = Falta uma linha que comece com { $name }: é o que o cliente responde para escolher.
texts-wrong-no-ready = Tem que dizer PRONTO: sem essa palavra o agente não sabe com que se registrar.
texts-fixed = Os que não mudam
texts-fixed-how = O Relevo se apoia nestas palavras, ou as usa em outros lugares.
texts-fixed-commands = A lista de comandos
texts-fixed-commands-why = Diz exatamente o que o programa entende.
texts-fixed-no-case = «Não há um caso ativo neste grupo»
texts-fixed-no-case-why = Por esta frase, tal qual, se descobre um cliente que a imita para confundir um agente.
texts-fixed-labels = Os rótulos do que passa de um lado ao outro (📷 Foto, 🎤 Mensagem de voz…)
texts-fixed-labels-why = Dizem que tipo de mensagem chegou, e o histórico do painel usa os mesmos.
texts-fixed-refusals = Por que algo não foi possível («O caso #12 já foi pego…»)
texts-fixed-refusals-why = O painel e o WhatsApp explicam com as mesmas palavras.
texts-fixed-words = Nomes de setores, humores e tempos (há 3 min, ontem 9:40)
texts-fixed-words-why = Vão dentro de outros textos e nas páginas do painel.
text-name-name = o primeiro nome do cliente
text-name-company = o nome da empresa
text-name-ticket = o número do caso
text-name-department = o setor: Suporte ou Vendas
text-name-customer = o nome do cliente
text-name-number = o número de WhatsApp
text-name-text = o que escreveu o cliente ou o agente
text-name-mood = o humor do cliente
text-name-ago = há quanto tempo espera
text-name-before = quantos casos teve antes
text-name-count = quantos são
text-name-agent = o nome do agente
text-name-slot = o grupo pessoal onde se atende
text-name-reason = o motivo do encerramento
text-name-slots = quantos grupos pessoais tem o agente
text-name-length = quanto tempo
text-name-group = o nome do grupo
text-name-agents = os agentes com lugar
text-name-free = quantos grupos livres tem
text-name-when = quando foi
text-name-waited = quanto esperou
text-name-attended = há quanto tempo é atendido
text-name-word = o comando que foi escrito
text-name-why = o que o WhatsApp respondeu
text-name-link = o link para entrar no grupo

## Canned replies

replies-intro = Textos que um agente manda com /r e uma chave, no seu grupo pessoal.
replies-list = As que existem
replies-empty = Ainda não há respostas rápidas
replies-empty-how = Escreva a primeira: o que a sua equipe responde todos os dias.
replies-add = Adicionar uma resposta
replies-edit = Editar /r { $name }
replies-key = Chave
replies-key-how = A palavra que se escreve depois de /r. Sem espaços, até 30 letras.
replies-key-missing = Falta a chave.
replies-key-odd = Use uma só palavra de até 30 letras, números ou hifens.
replies-key-taken = Já existe uma resposta com essa chave: edite-a, ou escolha outra.
replies-full = Já existem 300 respostas, e não cabem mais: elimine as que ninguém usa.
replies-text = Texto da resposta
replies-text-how = Você pode usar {"{"}nombre{"}"} (o cliente), {"{"}agente{"}"}, {"{"}empresa{"}"} e {"{"}caso{"}"} (o número).
replies-text-missing = Falta o texto.
replies-unknown-word = Não existe «{"{"}{ $name }{"}"}»: é possível usar {"{"}nombre{"}"}, {"{"}agente{"}"}, {"{"}empresa{"}"} e {"{"}caso{"}"}.
replies-open-brace = Há uma chave que não fecha: escreva, por exemplo, {"{"}nombre{"}"}.
replies-delete = Eliminar /r { $name }?
replies-delete-how = Os agentes já não poderão mandá-la. O que foi mandado fica como está.
replies-delete-go = Eliminar resposta
flash-reply-kept = Salvamos a resposta /r { $name }. Já pode ser mandada.
flash-reply-dropped = Eliminamos a resposta /r { $name }.
