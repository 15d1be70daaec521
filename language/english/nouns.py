"""The nouns that news counts, in English: each by its one name in all languages."""

from __future__ import annotations

from language.counted.nouns import noun_table

NOUNS = noun_table(
    """
    people*: person, people
    resident*: resident, inhabitant, local, citizen, villager, islander, townspeople
    passenger*: passenger, traveller, traveler, holidaymaker, commuter
    crew*: crew, crewmember, sailor, seaman, seafarer, mariner
    miner*: miner, pitman
    worker*: worker, employee, labourer, laborer, staff, colleague
    soldier*: soldier, troop, serviceman, servicemen, conscript, marine
    officer*: officer, policeman, police
    firefighters?: firefighter, fireman, firemen
    rescuer*: rescuer, diver, volunteer
    doctor*: doctor, medic, nurse, physician, paramedic
    patient*: patient
    child*: child, kid, schoolchild, pupil, boy, girl, minor, infant, baby, toddler, teenager
    student*: student, undergraduate
    teacher*: teacher
    woman*: woman, mother
    man*: man, father
    tourist*: tourist, hiker, climber, skier, visitor, pilgrim, guest
    refugee*: refugee
    migrant*: migrant, immigrant
    hostage*: hostage, captive
    prisoner*: prisoner, inmate, convict
    suspect*: suspect, defendant, gunman, gunmen, attacker, robber
    victim?: victim
    saver*: saver, depositor, investor, creditor, shareholder
    customer?: customer, client, subscriber, user
    lawmaker*: lawmaker, deputy, senator, mp, legislator, delegate
    voter*: voter, elector
    candidate*: candidate
    spectator*: spectator, fan, supporter
    player*: player, athlete, footballer, runner
    scientist*: scientist, researcher
    journalist*: journalist, reporter
    farmer*: farmer
    driver*: driver, lorry-driver
    family?: family, household
    protester*: protester, protestor, demonstrator
    striker*: striker
    expert*: expert, specialist, engineer, technician, inspector
    signature: signature
    buildings: house, home, dwelling, building, structure, property, hut
    flat: flat, apartment
    room: room
    tent: tent
    bed: bed
    schools: school, kindergarten
    hospital: hospital, clinic
    church: church, temple, mosque
    shops: shop, store, branch, restaurant, outlet, supermarket
    factory: factory, plant, mill
    company: company, firm, business, bank
    bridge: bridge
    road: road, street, highway
    vehicles: car, vehicle, truck, lorry, van, bus, coach, carriage, wagon, tanker-truck, ambulance
    fire engine: engine, appliance
    train: train
    flights: flight, departure
    aircraft: aircraft, plane, helicopter, jet, airliner, warplane
    ships: ship, vessel, boat, tanker, ferry, trawler, freighter
    missiles: missile, rocket, shell
    drones: drone
    weapon: weapon, gun, rifle, firearm, pistol
    shot: shot, bullet, round
    bomb: bomb, explosive
    explosion: explosion, blast
    attack: attack, strike, raid
    penalty: penalty
    goal: goal
    point: point
    match: match, game, victory, win, defeat
    medal: medal
    trophy: trophy, title, cup
    seats: seat
    vote: vote, ballot
    party: party
    country: country, nation, state
    region: region, province, district, county
    city: city, town
    villages: village, settlement, hamlet
    station: station, stop
    airport: airport
    artworks: painting, canvas, artwork, work, picture, masterpiece
    item: item, object, artefact, artifact, piece
    document: document, file, page
    records: record
    account: account
    card: card
    phone: phone, handset, smartphone, device, battery
    product: product, unit
    animals: animal, cow, sheep, pig, bird, chicken, horse, dog, cat, cattle
    whale: whale, dolphin
    elephant: elephant
    tree: tree
    job?: job, post, position, role
    charge: charge, count, offence, offense
    case?: case, infection
    death?: death, fatality, life, body, corpse
    dose: dose, vaccine, jab
    sample: sample, test
    satellite: satellite
    orbit: orbit
    turbine: turbine
    reactor: reactor
    well: well, borehole
    panel: panel
    floor: floor, storey, story
    camera: camera
    ticket: ticket
    aftershock: aftershock, tremor, earthquake, quake
    fire: fire, blaze, outbreak
    pump: pump
    container: container
    bag: bag, sack
    shelter: shelter, camp
    article: article, clause
    member*: member
    official*: official, minister
    judge*: judge, juror
    witness*: witness
    nominee: nomination
    film: film, movie
    station worker*: guard
    militant*: militant, rebel, fighter, insurgent, terrorist
    civilian*: civilian
    elderly*: pensioner, retiree
    astronaut*: astronaut, cosmonaut
    fisherman*: fisherman, fishermen
    tank: tank
    turtle: turtle
    """
)
"""By lemma: its name, and whether it is of people."""
