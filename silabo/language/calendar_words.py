"""Names of months, weekdays and small numbers in three languages, folded, with their values."""


def _values(lines: str) -> dict[str, int]:
    """Each line is a number and the folded words that mean it."""
    found: dict[str, int] = {}
    for line in lines.strip().splitlines():
        number, *names = line.split()
        found.update(dict.fromkeys(names, int(number)))
    return found


MONTHS = _values(
    """
    1 enero january janvier ene jan janv
    2 febrero february fevrier feb febr fevr fev
    3 marzo march mars mar
    4 abril april avril abr apr avr
    5 mayo may mai
    6 junio june juin jun
    7 julio july juillet jul juil
    8 agosto august aout ago aug
    9 septiembre setiembre september septembre sep sept set
    10 octubre october octobre oct
    11 noviembre november novembre nov
    12 diciembre december decembre dic dec
    """
)
WEEKDAYS = _values(
    """
    1 lunes monday lundi lun mon mondays
    2 martes tuesday mardi tue tues tuesdays
    3 miercoles wednesday mercredi mie wed wednesdays
    4 jueves thursday jeudi jue thu thur thurs thursdays
    5 viernes friday vendredi vie fri fridays
    6 sabado saturday samedi sabados saturdays
    7 domingo sunday dimanche domingos sundays
    """
)
NUMBER_WORDS = _values(
    """
    2 dos two deux
    3 tres three trois
    4 cuatro four quatre
    5 cinco five cinq
    6 seis six
    7 siete seven sept
    8 ocho eight huit
    9 nueve nine neuf
    10 diez ten dix
    11 once eleven onze
    12 doce twelve douze
    13 trece thirteen treize
    14 catorce fourteen quatorze
    15 quince fifteen quinze
    20 veinte twenty vingt
    30 treinta thirty trente
    40 cuarenta forty quarante
    50 cincuenta fifty cinquante
    100 cien hundred cent
    """
)
ORDINALS = _values(
    """
    1 primer primero primera first premier premiere 1st 1er 1era 1ere 1ro 1ra 1o 1a
    2 segundo segunda second deuxieme seconde 2nd 2do 2da 2o 2a 2e 2eme
    3 tercer tercero tercera third troisieme 3rd 3er 3ro 3ra 3o 3a 3e 3eme
    4 cuarto cuarta fourth quatrieme 4th 4to 4ta 4o 4a 4e 4eme
    5 quinto quinta fifth cinquieme 5th 5to 5ta 5o 5a 5e 5eme
    6 sexto sexta sixth sixieme 6th 6to 6ta 6o 6a 6e 6eme
    """
)
