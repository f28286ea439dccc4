/**
 * Given names that are common in Denmark among those who are children, parents or employees today. The check knows these as names wherever
 * they stand; a name that is not here is only known by the words beside it ("drengen Xerxes").
 */
const common = `
aage abdi abdul abdullah abdulrahman adam adem adrian agnes agnete ahmad ahmed aisha aksel alba albert alberte alexander alexandra alfred alfrida ali alice
alicia alma alvin alvilda amalie amanda amina amir amira anas anders andrea andreas anette anina anita anja ann anna anne annelise annette
anni anton arda aria arthur arvid asger asta astrid ask-emil augusta aya ayaan ayan ayla ayse aysha baran beate benedikte benjamin bent benny
berat bertil bertram bilal birgit birgitte birte birthe bjarne britt brian camilla carl carla caroline casper cathrine cecilie celina celine
charlotte christian christina christine christoffer claes clara claus conrad conny dagny daniel daniella david denis dennis ditte dorte dorthe ebba ebbe edith
eddie eigil eik ejnar elena eleonora elias elif elin elina elisabeth eliza ella ellen ellinor elliot elsebeth elvira emil emilia emilie emily emine emma
emmely emre erik erna esben esther eva evelyn ezra fabian fadi fadima fahad faisal farah farida fatima fatma felix ferdinand filip filippa
finn flemming flora freddy frederik frederikke freja frida gabriel georg gerda gert gitte gorm grethe gudrun gunnar gustav halima
hamza hanan hanna hannah hanne hans-christian harald harun hasan hassan hawa heba hector hedda heidi helena helene helga helle henning henrik henriette herman hilda
hilma hjalmar hugo hussein ian ibrahim ida idris ilham ilias iman imran inga inge inger ingeborg ingrid irene iris isa isabel isabella isak
ismail ivan jacob jakob jamal jan jane janne jannik jasmin jason jasper jean jeanette jens jeppe jes jesper jessica jette jimmy joachim joakim joan johan
johanna johanne johannes john johnny jonas jonathan jørgen jørn josef josefine joseph joshua josva julia julian julie julius jytte kaj kamilla karen
karin karina karl karla karoline kasper katja katrine kenneth kent kevin khadija khadra khaled kirsten kirstine kjeld klara klaus knud konrad kristian kristina
kristine kristoffer kurt laila lars lasse laura laurits lauge layla lea leif leila lena lene leo leonora leon lieselotte lili lilly lily
lina linda line linea linnea linus lis lisa lisbeth lise lissi liv-emilie liva livia lone lotte louis louise luca lucas lucca ludvig luis luisa luka lukas lykke-marie mads
magne magnus mahad mahdi mahmoud maiken maja malak malene malik malte malthe mamadou marcus maren margit margrethe maria mariam marianne marie marina marius marlene
martha martin martine mary maryam marwa mathias mathilde mathilda matilde mattis maximilian mehmet merete mette mia michael michelle mie mikael mike mikkel mille
milo mina minna mira mogens mohamad mohamed mohammad mohammed mona morten muhammad muhammed murad mustafa nadia nadja naja nana nanna natalie
natasja nicklas nicolai nicolaj nicoline niels nikita nikolaj nina noah noel noor nora nour nynne ofelia olav ole olga oline oliver olivia omar ophelia oscar oskar osman otilia
otto palle patrick patrik paul pauline peder pelle pernille peter philip pia pil-marie poul preben rabia rachel rafael ragna ragnhild rahma ralf rami rana
randi rania rasmus rebecca rebekka regitze rene rikke rita robert roberta robin roman ronja rosalina rosemarie ruben ruth sabrina sahra said salma saman
samira samuel sander sandra sanne sara sarah saskia sebastian selma semih sidsel siff sigga signe sigrid sigurd sille silas silje silke simon simone sina sissel
sofia sofie sofus solveig sonja sonny sophia sophie stefan stella steen stine stinne susan susanne svenning sven sylvester søren tabita tanja tariq terese teresa
thea theo theodor theresa thomas thor thorbjørn tilde tim tina tine tobias toke tommy tonny tora torben tore torsten tove trine troels
tuva uffe ulla ulrik ulrikke uma valdemar valentin vanessa vera verner vibeke victor victoria vigga viggo viktor viktoria vilde vilhelm villads villum villy vilma
vincent vita vivian waleed walid wilhelm wilma william winnie yara yasin yasmin yousef youssef yusuf yvonne zahra zainab zakaria zara zeinab zoe
abdirahman abdirizak agata agnieszka ahmet aleksandra aleksander alina anastasia andrei andrii andriy anh anzhelika arash artem asma asmaa bashar beata bogdan
bohdan bozena cansu daria darya deniz diana dmitrij dmytro dorota dragan ebru edyta ekaterina ekin emina enes ewa fardowsa farhad fatemeh fatuma
fidan filiz firat gabija galina ganna goran grazyna gulistan habiba hafsa halyna hamid hanad hatice hodan hung huy ieva igor ikram ilona iryna
ivana iwona jamila jelena joanna jolanta kasia katarina katarzyna kateryna khalid kinga krisztina krzysztof ksenia larysa leyla linh liudmyla lyudmyla
magdalena maksym malgorzata marek mariia mariusz marta maryna matej mateusz medina melek meryem milan milena mirela mohamud mohsen monika
musa mykhailo mykola nasra natalia natalija nazanin nguyen nikola nimo nasteho oksana oleg oleh oleksandr oleksii olena olha osama parisa paula pavel pavlo pawel phuong
piotr polina radoslaw reem reza rima roksana ronahi roza rukia rustam sabina sagal salim samir samantha sefa selin senait serhii sevda shabana shirin sofiia stanislav suada suleiman sumaya svitlana
tamara tamer tatiana tatjana taras tetiana thanh thuy tomasz tuan tugba valentyna vasyl viktoriia vitalii vladimir volodymyr warsame xenia yana yaroslav yevhen yuliia yuna yusra
zeynep zofia zohra zuzanna åse ågot åge øjvind østen
aase annemarie annemette arne bente betina bettina birger bjarke bodil børge carina carsten catrine cleo conni cornelius ditlev dorthea egon eivind
ejgil ejvind eline elio ellie elva erling finja grete hailey hedvig hege hjalte holger ilse janni jannick jannie jesse jonna kalle karsten kate
kathrine keld kenny kirstin kjell knut kristin laust levi liam lilian lillian lisbet lissie lizzi loke lotta loui lova lovisa magda
maibritt majbritt malin marcel mariann mariette marit mason matthias mattias merethe merle mikaela mikala milas mirja molly monica mynte nellie nelly
nete niklas nikolas nikoline noa nohr nomi olina orla ottilia ove patricia petra philippa pippa pontus rasmine regina rie rosemary severin
simona solvej sophus steffen stephan stephanie stinna susie sussi sverre tenna theis thilde thyra tilda tilte tinna trille tristan tyge ulrich ulrika ursula valde vidar vilas vilja villiam vitus vivi walter yasmina yrsa zenia ziggy
`;

/**
 * Given names that are also Danish words, months, places or things. They are names only where the words beside them say so: "Bo på otte år",
 * but not "at bo", "Liv og læring" or "Storm over skolen".
 */
const alsoWords = `
ane ask august bastian bella birk bjørk bjørn bo bror charlie dag eg else engel falk fie fin flor frank gry hans håb ib iben jo jul juni kaya kim kit klit liv lærke lykke luna lyng maj
malou mark max may mai melody mester milla mø my nat nord nor nova ny oda per pil ravn rosa rose roser rune saga sally sky skjold sne sol solskin star sten storm sune svend
kristen lilje nette sine stig tulle uno vega vibe svane tanne tom tro ulf ulv vagn vår victory viola vilje winter
`;

/**
 * Common given names that are also words that begin a sentence: "Line op ved døren", "Vilde lege", "Ebbe og flod". There they are names only
 * where the words after them say so.
 */
const beginSentences = "line trille helle vilde ebbe bent rene mynte flora jasmin iris tilde sander kate saman";

/** The words of a list that are apart by white space. */
export const wordsOfList = (names: string): ReadonlySet<string> => new Set(names.trim().split(/\s+/));

export const commonFirstNames = wordsOfList(common);
export const wordsThatBegin = wordsOfList(beginSentences);
export const firstNamesThatAreWords = wordsOfList(alsoWords);
