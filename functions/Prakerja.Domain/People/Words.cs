namespace Prakerja.Domain.People;

/// <summary>As on the KTP and in the NIK.</summary>
public enum Gender
{
    Female,
    Male,
}

/// <summary>What a person does for a living, as declared.</summary>
public enum Employment
{
    JobSeeker,
    LaidOff,
    Furloughed,
    Worker,
    InformalWorker,
    MicroBusiness,
    SmallBusiness,
}

/// <summary>Occupations that bar a person (Permenko 11/2020), or none of them.</summary>
public enum Occupation
{
    None,
    StateOfficial,
    Legislator,
    Asn,
    Tni,
    Polri,
    VillageOfficial,
    StateCompanyBoard,
}
